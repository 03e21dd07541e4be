package chat.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.Chat;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  /** The production classes, in whichever place the build has put them. */
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .importUrl(Chat.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void packagesOfTheServerHaveNoCycles() {
    slices().matching("(chat.server..)").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void packagesInsideTheCoreHaveNoCycles() {
    slices().matching("(chat.core.internal..)").should().beFreeOfCycles().check(CORE);
  }

  /** So that the end of every thread is noticed. */
  @Test
  void threadsAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("chat.server.thread..")
        .and()
        .doNotHaveFullyQualifiedName("chat.server.Main") // the hook of the end
        .and()
        .doNotHaveFullyQualifiedName("chat.server.FatalExit") // the end itself
        .should(makeThreads())
        .check(SERVER);
  }

  private static ArchCondition<JavaClass> makeThreads() {
    return new ArchCondition<>("make threads") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getConstructorCallsFromSelf().stream()
            .filter(
                call ->
                    call.getTargetOwner().isAssignableTo(Thread.class)
                        || call.getTargetOwner().isAssignableTo(AbstractExecutorService.class)
                        || call.getTargetOwner().isAssignableTo(Timer.class))
            .forEach(call -> events.add(SimpleConditionEvent.satisfied(item, call.toString())));
        item.getMethodCallsFromSelf().stream()
            .filter(
                call ->
                    call.getTargetOwner().isEquivalentTo(Executors.class)
                        || (call.getTargetOwner().isAssignableTo(CompletionStage.class)
                            && usesTheCommonPool(call.getTarget())))
            .forEach(call -> events.add(SimpleConditionEvent.satisfied(item, call.toString())));
      }
    };
  }

  /** Asynchronous steps of a future that are given no executor. */
  private static boolean usesTheCommonPool(AccessTarget.MethodCallTarget method) {
    return (method.getName().endsWith("Async")
            && method.getRawParameterTypes().stream()
                .noneMatch(type -> type.isEquivalentTo(Executor.class)))
        || method.getName().equals("orTimeout")
        || method.getName().equals("completeOnTimeout");
  }

  @Test
  void onlyTheEdgeAndTheCompositionRootUseJetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "chat.server", "chat.server.websocket..", "chat.server.http..", "chat.server.rest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "jakarta..")
        .allowEmptyShould(true)
        .check(SERVER);
  }

  /** So that all code that bypasses Jetty's Jakarta layer is in one package, which says why. */
  @Test
  void onlyOnePackageBypassesJettysJakartaLayer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("chat.server.websocket.jetty")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty.websocket..", "org.eclipse.jetty.ee10.websocket..")
        .check(SERVER);
  }

  @Test
  void theWireDoesNotDependOnAccounts() {
    noClasses()
        .that()
        .resideInAPackage("chat.server.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("chat.server.account..", "chat.server.storage..", "chat.server.http..")
        .check(SERVER);
  }

  @Test
  void theCoreNeedsNothingButJava() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("chat.core..", "java..")
        .check(CORE);
  }

  @Test
  void noPackageHasMoreThan25Classes() {
    for (JavaClasses module : List.of(CORE, SERVER)) {
      Map<String, Long> sizes =
          module.stream()
              .filter(
                  each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
              .collect(groupingBy(JavaClass::getPackageName, counting()));
      sizes.values().removeIf(size -> size <= 25);
      assertEquals(Map.of(), sizes);
    }
  }
}
