package chat.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("chat.server");

  @Test
  void featuresHaveNoCycles() {
    slices()
        .matching("chat.server.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(SERVER);
  }

  @Test
  void onlyTheEdgeAndTheCompositionRootSeeJetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages("chat.server", "chat.server.socket..", "chat.server.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "jakarta..")
        .allowEmptyShould(true)
        .check(SERVER);
  }
}
