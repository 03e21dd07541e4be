package chat.core;

import chat.core.memory.MemoryStore;
import chat.core.port.Directory;
import chat.core.port.MessageLog;
import chat.core.port.MessageReader;
import chat.core.port.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store in memory whose calls fail or are held back as a test requests. Calls are identified by
 * the name of their method. Confined to the test's thread.
 */
public final class ShakyStore {
  /** The fault of a call. */
  public enum Fault {
    /** It fails without effect. */
    LOST,
    /** It fails, although it was executed. */
    UNCERTAIN
  }

  private final MemoryStore store = new MemoryStore(new Random(2));
  private final Map<String, Queue<Fault>> faults = new HashMap<>();
  private final Set<String> held = new HashSet<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean holdsAll;

  public MessageLog log() {
    return shaky(MessageLog.class, store.log());
  }

  public Directory directory() {
    return shaky(Directory.class, store.directory());
  }

  /** The underlying store, without faults. */
  public MemoryStore firm() {
    return store;
  }

  /** A chat on this store. */
  public TestChat chat() {
    return new TestChat(builder -> builder.store(log(), directory()));
  }

  /** Makes the next call of this name fail, after those that are already set to fail. */
  public void fails(String call, Fault fault) {
    faults.computeIfAbsent(call, name -> new ArrayDeque<>()).add(fault);
  }

  /** Holds back calls of this name until {@link #release}. */
  public void holds(String call) {
    held.add(call);
  }

  /** Holds back every call, as a store with a thread of its own does. */
  public void holdsAll() {
    holdsAll = true;
  }

  /** Executes the calls held back, and stops holding calls back. */
  public void release() {
    held.clear();
    holdsAll = false;
    step();
  }

  /** Executes the calls held back, and continues holding; returns whether there were any. */
  public boolean step() {
    int calls = waiting.size();
    for (int i = 0; i < calls; i++) {
      waiting.remove().run();
    }
    return calls > 0;
  }

  /** Runs everything that is ready, call by call. */
  public void settle(TestChat chat) {
    do {
      chat.settle();
    } while (step());
  }

  private <T> T shaky(Class<T> port, T firm) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                method.getReturnType() == MessageReader.class
                    ? shaky(MessageReader.class, store.log().messages())
                    : call(firm, method, arguments)));
  }

  private CompletionStage<Object> call(Object firm, Method method, Object[] arguments) {
    if (!holdsAll && !held.contains(method.getName())) {
      return perform(firm, method, arguments);
    }
    CompletableFuture<Object> result = new CompletableFuture<>();
    waiting.add(
        () ->
            perform(firm, method, arguments)
                .whenComplete(
                    (brought, failure) -> {
                      if (failure == null) {
                        result.complete(brought);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
    return result;
  }

  private CompletionStage<Object> perform(Object firm, Method method, Object[] arguments) {
    Queue<Fault> due = faults.getOrDefault(method.getName(), new ArrayDeque<>());
    Fault fault = due.poll();
    StoreException failure = new StoreException(method.getName() + " fails");
    if (fault == Fault.LOST) {
      return CompletableFuture.failedFuture(failure);
    }
    CompletionStage<Object> done = invoke(firm, method, arguments);
    return fault == null ? done : CompletableFuture.failedFuture(failure);
  }

  @SuppressWarnings("unchecked") // a call that brings something brings a stage
  private static CompletionStage<Object> invoke(Object firm, Method method, Object[] arguments) {
    try {
      return (CompletionStage<Object>) method.invoke(firm, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("a port's method is public and throws nothing", e);
    }
  }
}
