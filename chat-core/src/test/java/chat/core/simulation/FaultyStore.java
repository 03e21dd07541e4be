package chat.core.simulation;

import chat.core.event.RoomEvent;
import chat.core.memory.MemoryStore;
import chat.core.port.Appended;
import chat.core.port.Directory;
import chat.core.port.MessageLog;
import chat.core.port.MessageReader;
import chat.core.port.StoreException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A store with all faults that the ports allow: it completes calls late and out of order, and fails
 * before or after executing them. Confined to the simulation.
 */
final class FaultyStore {
  private final Random random;
  private final Consumer<List<RoomEvent>> stored;
  private final MessageLog log;
  private final Directory directory;
  private final List<Runnable> pending = new ArrayList<>();
  private int failPercent;
  private int latePercent;

  /**
   * @param stored receives the events of each append, when it is committed
   */
  FaultyStore(MemoryStore store, Random random, Consumer<List<RoomEvent>> stored) {
    this.random = random;
    this.stored = stored;
    this.log = faulty(MessageLog.class, store.log());
    this.directory = faulty(Directory.class, store.directory());
  }

  MessageLog log() {
    return log;
  }

  Directory directory() {
    return directory;
  }

  /** Sets the percentages of calls that complete late, and that fail. */
  void misbehave(int late, int fail) {
    latePercent = late;
    failPercent = fail;
  }

  boolean isPending() {
    return !pending.isEmpty();
  }

  /** Completes a random pending call. */
  void completeOne() {
    pending.remove(random.nextInt(pending.size())).run();
  }

  private <T> T faulty(Class<T> port, T inner) {
    InvocationHandler handler =
        (proxy, method, args) -> {
          if (method.getReturnType() == MessageReader.class) {
            return faulty(MessageReader.class, ((MessageLog) inner).messages());
          }
          return method.getReturnType() == void.class
              ? invoke(inner, method, args) // it only registers a callback
              : call(inner, method, args);
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private CompletionStage<Object> call(Object inner, Method method, Object[] args) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    boolean fails = random.nextInt(100) < failPercent;
    boolean doneAtOnce = random.nextBoolean(); // what is answered late may be done early or late
    Runnable work =
        fails
            ? failing(inner, method, args, doneAtOnce, result)
            : working(inner, method, args, doneAtOnce, result);
    if (random.nextInt(100) < latePercent) {
      pending.add(work);
    } else {
      work.run();
    }
    return result;
  }

  private Runnable working(
      Object inner,
      Method method,
      Object[] args,
      boolean doneAtOnce,
      CompletableFuture<Object> result) {
    CompletionStage<Object> early = doneAtOnce ? invoke(inner, method, args) : null;
    return () ->
        (early != null ? early : invoke(inner, method, args))
            .whenComplete(
                (value, failure) -> {
                  if (failure != null) {
                    result.completeExceptionally(failure);
                  } else {
                    result.complete(value);
                  }
                });
  }

  private Runnable failing(
      Object inner, Method method, Object[] args, boolean done, CompletableFuture<Object> result) {
    if (done) {
      invoke(inner, method, args);
    }
    return () -> result.completeExceptionally(new StoreException("simulated"));
  }

  @SuppressWarnings("unchecked") // a call that brings something brings a stage
  private CompletionStage<Object> invoke(Object inner, Method method, Object[] args) {
    try {
      method.setAccessible(true);
      CompletionStage<Object> stage = (CompletionStage<Object>) method.invoke(inner, args);
      if (method.getName().equals("append")) {
        stage.thenAccept(appended -> stored.accept(((Appended) appended).events()));
      }
      return stage;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
