package chat.server.http;

import chat.core.Chat;
import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.ListRooms;
import chat.core.command.Outcome;
import chat.core.command.PostMessage;
import chat.core.command.ReadHistory;
import chat.core.command.Reply;
import chat.core.command.SearchMessages;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.port.StoreException;
import chat.server.account.Accounts;
import chat.server.account.Arrival;
import chat.server.limit.Limits;
import chat.server.wire.ErrorCode;
import chat.server.wire.PostBody;
import chat.server.wire.RestJson;
import chat.server.wire.SessionBody;
import chat.server.wire.WireError;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The chat for scripts that ask once: everything below {@code /api/}. No thread waits for an
 * answer. Thread-safe by what it is made of.
 */
public final class RestHandler extends Handler.Abstract.NonBlocking {
  private static final String PREFIX = "/api/";
  private static final RestJson JSON = new RestJson();

  private final Chat chat;
  private final Accounts accounts;
  private final Limits limits;
  private final Consumer<Throwable> failures;

  /**
   * @param failures takes what nobody expects; thread-safe
   */
  public RestHandler(Chat chat, Accounts accounts, Limits limits, Consumer<Throwable> failures) {
    this.chat = chat;
    this.accounts = accounts;
    this.limits = limits;
    this.failures = failures;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(PREFIX)) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    CompletionStage<?> done;
    try {
      admit(limits.request(exchange.address()));
      done = route(path.substring(PREFIX.length()).split("/", -1), exchange);
    } catch (RuntimeException e) {
      done = CompletableFuture.failedFuture(e);
    }
    done.whenComplete((ok, failure) -> fail(exchange, failure));
    return true;
  }

  /**
   * @throws Refused if there is to be waited
   */
  private static void admit(long wait) {
    if (wait > 0) {
      throw new Refused(WireError.rateLimited(wait));
    }
  }

  private CompletionStage<Optional<User>> asker(Exchange exchange) {
    return exchange
        .asker(accounts)
        .thenApply(
            asker -> {
              asker.ifPresent(user -> admit(limits.request(user)));
              return asker;
            });
  }

  private void fail(Exchange exchange, Throwable failure) {
    if (failure == null) {
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Refused refused) {
      exchange.refuse(refused.error());
    } else if (cause instanceof StoreException) {
      failures.accept(cause);
      exchange.refuse(WireError.of(ErrorCode.UNAVAILABLE, "The store does not answer. Try again."));
    } else {
      if (!isOfTheClient(cause)) {
        failures.accept(cause);
      }
      exchange.fail(cause);
    }
  }

  /** What Jetty throws at broken requests and lost connections is nobody's news. */
  private static boolean isOfTheClient(Throwable cause) {
    return cause instanceof HttpException
        || cause instanceof IOException
        || cause instanceof TimeoutException;
  }

  private CompletionStage<?> route(String[] path, Exchange exchange) {
    if (path.length == 1 && path[0].equals("session")) {
      return isPost(exchange) ? openSession(exchange) : notAllowed(exchange, "POST");
    }
    if (path.length == 1 && path[0].equals("rooms")) {
      return isRead(exchange) ? listRooms(exchange) : notAllowed(exchange, StaticHandler.READS);
    }
    if (path.length == 1 && path[0].equals("search")) {
      return isRead(exchange) ? search(exchange) : notAllowed(exchange, StaticHandler.READS);
    }
    if (path.length == 3 && path[0].equals("rooms") && path[2].equals("messages")) {
      if (!RoomId.isValid(path[1])) {
        throw new Refused(ErrorCode.NOT_FOUND, "There is no such room.");
      }
      RoomId room = RoomId.of(path[1]);
      if (isPost(exchange)) {
        return post(room, exchange);
      }
      return isRead(exchange)
          ? readHistory(room, exchange)
          : notAllowed(exchange, StaticHandler.READS + ", POST");
    }
    throw new Refused(ErrorCode.NOT_FOUND, "There is nothing here.");
  }

  private static boolean isPost(Exchange exchange) {
    return exchange.method().equals("POST");
  }

  private static boolean isRead(Exchange exchange) {
    return exchange.method().equals("GET") || exchange.method().equals("HEAD");
  }

  private static CompletionStage<?> notAllowed(Exchange exchange, String allowed) {
    exchange.notAllowed(allowed);
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<?> listRooms(Exchange exchange) {
    Query query = exchange.query();
    var command = new ListRooms(query.room("after"), query.limit());
    return asker(exchange)
        .thenCompose(asker -> ask(asker, command))
        .thenAccept(reply -> exchange.answer(200, JSON.rooms(reply)));
  }

  private CompletionStage<?> search(Exchange exchange) {
    Query query = exchange.query();
    String wanted =
        query
            .text("query")
            .orElseThrow(
                () ->
                    new Refused(
                        WireError.of(
                            ErrorCode.INVALID, "query", "The parameter query is missing.")));
    var command =
        new SearchMessages(wanted, query.room("room"), query.text("cursor"), query.limit());
    return asker(exchange)
        .thenCompose(
            asker -> {
              admit(asker.map(limits::search).orElseGet(() -> limits.search(exchange.address())));
              return ask(asker, command);
            })
        .thenAccept(reply -> exchange.answer(200, JSON.found(reply)));
  }

  private CompletionStage<?> readHistory(RoomId room, Exchange exchange) {
    Query query = exchange.query();
    var command = new ReadHistory(room, query.seq("before"), query.seq("after"), query.limit());
    return asker(exchange)
        .thenCompose(asker -> ask(asker, command))
        .thenAccept(reply -> exchange.answer(200, JSON.history(reply)));
  }

  private CompletionStage<?> post(RoomId room, Exchange exchange) {
    return asker(exchange)
        .thenCompose(asker -> post(room, asker.orElseThrow(RestHandler::nobody), exchange));
  }

  private CompletionStage<?> post(RoomId room, User author, Exchange exchange) {
    return exchange
        .body()
        .thenCompose(
            body -> {
              PostBody parsed = JSON.parsePost(body);
              if (parsed instanceof PostBody.Post post) {
                return send(author, new PostMessage(room, post.text(), post.clientId()));
              }
              throw new Refused(((PostBody.Bad) parsed).error());
            })
        .thenAccept(sent -> exchange.answer(sent.duplicate() ? 200 : 201, JSON.sent(sent)));
  }

  private CompletionStage<Reply.MessageSent> send(User author, PostMessage command) {
    admit(limits.message(author, command.room()));
    return ask(Optional.of(author), command)
        .whenComplete(
            (sent, failure) -> {
              if (failure != null || sent.duplicate()) {
                limits.notSent(author, command.room());
              }
            });
  }

  private static Refused nobody() {
    return new Refused(ErrorCode.UNAUTHORIZED, "This needs a session.");
  }

  private CompletionStage<?> openSession(Exchange exchange) {
    return exchange
        .body()
        .thenCompose(
            body -> {
              SessionBody parsed = JSON.parseSession(body);
              if (parsed instanceof SessionBody.Wanted wanted) {
                return wanted
                    .session()
                    .map(this::exchangeSession)
                    .orElseGet(() -> welcomeGuest(exchange));
              }
              throw new Refused(((SessionBody.Bad) parsed).error());
            })
        .thenAccept(
            arrival -> {
              exchange.setSession(arrival.session());
              exchange.answer(201, JSON.session(arrival.user(), arrival.session()));
            });
  }

  private CompletionStage<Arrival> welcomeGuest(Exchange exchange) {
    admit(limits.guest(exchange.address()));
    return accounts.welcomeGuest();
  }

  private CompletionStage<Arrival> exchangeSession(String session) {
    return accounts
        .userOf(session)
        .thenApply(
            user ->
                user.map(known -> new Arrival(known, session))
                    .orElseThrow(
                        () ->
                            new Refused(
                                ErrorCode.UNAUTHORIZED, "This session is unknown or has ended.")));
  }

  private <R extends Reply> CompletionStage<R> ask(Optional<User> asker, Command<R> command) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    ChatConnection connection = asker.map(chat::visit).orElseGet(chat::stranger);
    connection.execute(command, outcome -> settle(answer, outcome));
    connection.close(); // what was asked before is still answered
    return answer;
  }

  private static <R extends Reply> void settle(CompletableFuture<R> answer, Outcome<R> outcome) {
    if (outcome instanceof Outcome.Accepted<R> accepted) {
      answer.complete(accepted.reply());
    } else if (outcome instanceof Outcome.Refused<R> refused) {
      answer.completeExceptionally(new Refused(WireError.of(refused)));
    }
  }
}
