package chat.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  /** What is shipped, wherever the build has put it: the tests are compiled into another place. */
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

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
