package chat.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Timer;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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

  /** So that no thread is made whose end nobody notices. */
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
