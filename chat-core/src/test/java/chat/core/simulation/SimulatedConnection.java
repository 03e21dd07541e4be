package chat.core.simulation;

import static chat.core.simulation.Checker.require;

import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListMentions;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkThread;
import chat.core.command.message.MessageCommand;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SaveDraft;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.event.Batch;
import chat.core.event.Event;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.core.model.Conversation;
import chat.core.model.MessageDraft;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.port.SendKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A connection of a simulated user, and what it must receive: for each room that it joined, events
 * without gap or duplicate from the head of the reply on. Confined to the simulation.
 */
final class SimulatedConnection {
  private final SimulatedPerson person;
  private final Checker checker;
  private final ChatConnection connection;
  private final Map<RoomId, Long> joined = new HashMap<>(); // the last seq seen, live
  private final Map<RoomId, Long> conversations = new HashMap<>(); // the same, without joining
  private final Map<RoomId, Long> lastAccepted =
      new HashMap<>(); // of messages that were never rejected, in order
  private final Set<Command<?>> unanswered = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<RoomId, Long> since = new HashMap<>(); // heads of conversations at the start
  private final Map<RoomId, MessageDraft> drafts = new HashMap<>(); // with the highest rev
  private final Map<RoomId, Map<Long, Boolean>> followed = new HashMap<>(); // threads, by root
  private final Map<RoomId, Map<Long, Long>> marks = new HashMap<>(); // of threads, the highest
  private boolean closed;

  SimulatedConnection(SimulatedPerson person, Simulation simulation) {
    this.person = person;
    this.checker = simulation.checker();
    this.connection = simulation.chat().connect(person.user(), this::heard);
  }

  void close() {
    closed = true;
    connection.close();
  }

  <R extends Reply> void ask(Command<R> command, Consumer<Outcome<R>> then) {
    List<Command<R>> open = new ArrayList<>(List.of(command));
    unanswered.add(command);
    connection.execute(
        command,
        outcome -> {
          require(!open.isEmpty(), "answer", () -> command + " is answered twice");
          open.clear();
          unanswered.remove(command);
          checker.watch(
              () -> {
                if (since.isEmpty() && outcome instanceof Outcome.Accepted) {
                  since.putAll(checker.conversations(person.user().id()));
                }
                then.accept(outcome);
              });
        });
  }

  void join(RoomId room, Optional<Position> after, int limit) {
    OptionalInt leaves = person.leaves(room);
    ask(
        new JoinRoom(room, after, OptionalInt.of(limit), true),
        outcome -> joined(room, after, leaves, outcome));
  }

  void joinByCode(RoomId room, String code) {
    ask(
        new JoinByCode(code),
        outcome -> joined(room, Optional.empty(), OptionalInt.empty(), outcome));
  }

  private void joined(
      RoomId room, Optional<Position> after, OptionalInt leaves, Outcome<JoinRoom.Joined> outcome) {
    if (!(outcome instanceof Outcome.Accepted<JoinRoom.Joined> accepted)) {
      return;
    }
    JoinRoom.Joined reply = accepted.reply();
    person.knows(room, reply.head());
    person.joined(room, leaves);
    require(
        reply.resumed() || after.filter(at -> checker.goesOn(room, at)).isEmpty(),
        "C9",
        () -> "does not go on in " + room + " at " + after);
    checker.sawPage(person.user().id(), reply.events(), reply.head().seq());
    checkPage(after, reply);
    if (Conversation.of(room).isEmpty()) {
      checker.sawState(reply.room().info(), reply.head().seq());
    }
    if (Conversation.of(room).isEmpty()) {
      joined.put(room, reply.head().seq());
    }
  }

  private void checkPage(Optional<Position> after, JoinRoom.Joined reply) {
    List<RoomEvent> events = reply.events();
    checkHoles(reply.room().info().id(), events, !reply.resumed());
    long last = events.isEmpty() ? -1 : events.get(events.size() - 1).seq();
    long head = reply.head().seq();
    if (!reply.resumed()) {
      require(
          events.isEmpty()
              || checker.history().mayLeaveOut(reply.room().info().id(), last, head + 1),
          "I5",
          () -> "the latest end at " + last + ", not " + head);
      require(!events.isEmpty() || head == 0, "I5", () -> "nothing of " + head + " is shown");
      return;
    }
    long from = after.orElseThrow().seq();
    require(
        events.isEmpty() || events.get(0).seq() == from + 1,
        "I5",
        () -> "does not go on at " + from);
    boolean whole = events.isEmpty() ? from == head : last == head;
    require(whole != reply.more(), "I5", () -> "from " + from + " to " + last + " of " + head);
  }

  void leave(RoomId room) {
    person.leaving(room);
    ask(
        new LeaveRoom(room),
        outcome -> {
          person.left(room);
          if (outcome instanceof Outcome.Accepted) {
            forget(room);
          }
        });
  }

  /** Posts a message; one that was rejected temporarily is retried later. */
  void send(PostMessage post, boolean first) {
    SendKey key = new SendKey(post.room(), person.user().id(), post.clientId());
    long ackedBefore = person.acknowledgedIn(post.room());
    OptionalInt membership = person.membership(post.room());
    ask(
        post,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<PostMessage.Sent> accepted) {
            PostMessage.Sent sent = accepted.reply();
            checker.acknowledged(key, sent);
            person.settled(post);
            if (first && !sent.duplicate() && sent.room().equals(post.room())) {
              require(sent.seq() > ackedBefore, "I6", () -> key + " is not after " + ackedBefore);
              long before = lastAccepted.getOrDefault(sent.room(), 0L);
              require(sent.seq() > before, "I6", () -> key + " overtook " + before);
              lastAccepted.put(sent.room(), sent.seq());
            }
            person.acknowledged(sent);
          } else if (outcome instanceof Outcome.Refused<PostMessage.Sent> refused
              && !refused.refusal().temporary()) {
            require(
                refused.refusal() != Refusal.NOT_MEMBER
                    || membership.isEmpty()
                    || !membership.equals(person.membership(post.room())),
                "C7",
                () -> key + " is refused, but has joined");
            person.settled(post);
          } else if (outcome instanceof Outcome.Refused<PostMessage.Sent> refused) {
            require(
                refused.refusal() == Refusal.UNAVAILABLE || refused.refusal() == Refusal.BUSY,
                "answer",
                () -> "temporary but " + refused);
          }
        });
  }

  /** Changes a room, possibly repeating an earlier change. */
  void change(ChangeRoom command) {
    SendKey key = new SendKey(command.room(), person.user().id(), command.clientId());
    ask(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<ChangeRoom.Changed> accepted) {
            checker.acknowledged(key, accepted.reply());
          }
        });
  }

  void history(RoomId room, ReadHistory command) {
    ask(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<ReadHistory.Read> accepted) {
            ReadHistory.Read page = accepted.reply();
            checker.sawPage(person.user().id(), page.events(), page.head().seq());
            checkHoles(room, page.events(), command.after().isEmpty());
          }
        });
  }

  /**
   * A page has no hole, but one of the latest messages leaves out the events that change messages.
   */
  private void checkHoles(RoomId room, List<RoomEvent> events, boolean isOfMessages) {
    for (int i = 1; i < events.size(); i++) {
      long before = events.get(i - 1).seq();
      long next = events.get(i).seq();
      require(
          next == before + 1
              || (isOfMessages
                  && next > before
                  && checker.history().mayLeaveOut(room, before, next)),
          "I5",
          () -> "a page of " + room + " has a hole after " + before + ": " + events);
    }
  }

  /**
   * Changes a message, possibly repeating an earlier change.
   *
   * @param subject that of the event which the command asks for
   */
  <R extends Reply> void change(
      MessageCommand<R> command, String subject, Function<R, MessageCommand.Change> change) {
    SendKey key = new SendKey(command.room(), person.user().id(), command.clientId());
    ask(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<R> accepted) {
            checker.acknowledged(key, change.apply(accepted.reply()), subject);
          } else if (outcome instanceof Outcome.Refused<R> refused) {
            refused.current().ifPresent(message -> checker.saw(person.user().id(), message));
          }
        });
  }

  /** Reads single messages, as they are now. */
  void read(ReadMessages command) {
    ask(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<ReadMessages.Read> accepted) {
            ReadMessages.Read page = accepted.reply();
            checker.sawPage(person.user().id(), page.events(), page.head().seq());
          }
        });
  }

  /** Reads a thread, whose messages are as they are now. */
  void read(ReadThread command) {
    ask(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<ReadThread.Read> accepted) {
            ReadThread.Read page = accepted.reply();
            checker.sawPage(person.user().id(), page.events(), page.head().seq());
          }
        });
  }

  private void heard(Batch batch) {
    for (Event event : batch.events()) {
      if (event instanceof RoomEvent durable) {
        heard(durable);
      } else if (event instanceof Signal.LeftElsewhere left) {
        forget(left.room());
      } else if (event instanceof Signal.DraftChanged changed) {
        know(changed.draft());
      } else if (event instanceof Signal.ThreadFollowed thread) {
        know(thread.room(), thread.root(), thread.on());
      } else if (event instanceof Signal.ThreadMarked thread) {
        know(thread.room(), thread.root(), thread.seq());
      } else if (event instanceof Signal.UserTyping typing) {
        require(
            !typing.user().id().equals(person.user().id()),
            "I10",
            () -> "one's own typing is told");
      }
    }
  }

  private void heard(RoomEvent event) {
    checker.saw(person.user().id(), event);
    RoomId room = event.room();
    boolean isConversation = Conversation.of(room).isPresent();
    Map<RoomId, Long> places = isConversation ? conversations : joined;
    Long last = places.get(room);
    if (isConversation) {
      require(
          last == null || event.seq() == last + 1,
          "I5",
          () -> room + ": " + event.seq() + " after " + last);
    } else {
      require(last != null || closed, "I10", () -> event + " is heard without having joined");
      require(
          closed || event.seq() == last + 1,
          "I5",
          () -> room + ": " + event.seq() + " after " + last);
    }
    places.put(room, event.seq());
    person.saw(event);
  }

  /**
   * Some seconds after the last reply, a connection has received everything without further
   * commands.
   *
   * @param several whether there are several nodes, which check for changes of the others
   */
  void checkSettled(boolean several) {
    joined.forEach((room, last) -> checkHeard("C1", room, last));
    since.forEach(
        (room, head) -> {
          if (checker.head(room) > head) {
            checkHeard("C1", room, conversations.getOrDefault(room, 0L));
          }
        });
    joined
        .keySet()
        .forEach(
            room ->
                require(
                    !several || checker.isMember(room, person.user().id()),
                    "I10",
                    () -> person.user().id() + " listens to " + room + " after leaving"));
  }

  private void checkHeard(String invariant, RoomId room, long last) {
    require(
        last == checker.head(room),
        invariant,
        () ->
            person.user().id()
                + " has heard "
                + last
                + " of "
                + checker.head(room)
                + " in "
                + room);
  }

  /** Saves a draft, and takes over the later one from the reply. */
  void save(MessageDraft draft) {
    ask(
        new SaveDraft(draft),
        outcome -> {
          if (outcome instanceof Outcome.Accepted<SaveDraft.Saved> accepted) {
            SaveDraft.Saved saved = accepted.reply();
            require(
                saved.rev() >= draft.rev(),
                "own",
                () -> draft + " is kept below its rev: " + saved);
            know(saved.current().orElse(draft));
          }
        });
  }

  /** Follows a thread, or ends it. */
  void follow(FollowThread command) {
    ask(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<FollowThread.Followed> accepted) {
            require(
                accepted.reply().on() == command.on(), "own", () -> command + " is not followed");
            know(command.room(), command.root(), command.on());
          }
        });
  }

  /** Marks a thread as read. */
  void mark(MarkThread command) {
    ask(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Accepted<MarkThread.Marked> accepted) {
            MarkThread.Marked marked = accepted.reply();
            require(
                marked.seq() >= command.seq(), "own", () -> command + " is marked at " + marked);
            know(command.room(), command.root(), marked.seq());
          }
        });
  }

  private void know(RoomId room, long root, boolean on) {
    followed.computeIfAbsent(room, id -> new HashMap<>()).put(root, on);
  }

  private void know(RoomId room, long root, long mark) {
    marks.computeIfAbsent(room, id -> new HashMap<>()).merge(root, mark, Math::max);
  }

  /** Forgets what is the user's own in a room that the user has left. */
  private void forget(RoomId room) {
    joined.remove(room);
    drafts.remove(room);
    followed.remove(room);
    marks.remove(room);
  }

  private void know(MessageDraft draft) {
    drafts.merge(draft.room(), draft, (known, later) -> later.rev() > known.rev() ? later : known);
  }

  /** At rest, all connections of a user agree with the store about what is the user's own. */
  void checkOwn(Instant now) {
    drafts.forEach(
        (room, draft) -> {
          if (person.leaves(room).equals(OptionalInt.of(0))) {
            checker.sawDraft(person.user().id(), draft);
          }
        });
    followed.forEach(
        (room, threads) -> {
          if (person.leaves(room).equals(OptionalInt.of(0))) {
            checker.sawThreads(
                person.user().id(), room, threads, marks.getOrDefault(room, Map.of()));
          }
        });
    ask(
        new Hello(),
        outcome -> {
          if (outcome instanceof Outcome.Accepted<Hello.Greeted> accepted) {
            accepted
                .reply()
                .rooms()
                .forEach(
                    view ->
                        view.notifications()
                            .ifPresent(
                                set ->
                                    checker.sawNotifications(
                                        person.user().id(), view.info().id(), set, now)));
          }
        });
    joined
        .keySet()
        .forEach(
            room ->
                ask(
                    new MarkRead(room, 0),
                    outcome -> {
                      if (outcome instanceof Outcome.Accepted<MarkRead.Marked> accepted) {
                        checker.sawMark(person.user().id(), room, accepted.reply().seq());
                      }
                    }));
  }

  /** At rest, lists the newest messages that mention the user. */
  void listMentions() {
    ask(
        new ListMentions(Optional.empty(), OptionalInt.empty()),
        outcome -> {
          if (outcome instanceof Outcome.Accepted<ListMentions.Listed> accepted) {
            checker.listedMentions(person.user().id(), accepted.reply());
          }
        });
  }

  /** At rest, what is unread is counted. */
  void checkUnread() {
    joined
        .keySet()
        .forEach(
            room ->
                ask(
                    new MarkRead(room, 0),
                    outcome -> {
                      if (outcome instanceof Outcome.Accepted<MarkRead.Marked> accepted) {
                        MarkRead.Marked marked = accepted.reply();
                        checker.sawUnread(person.user().id(), room, marked.seq(), marked.unread());
                      }
                    }));
  }

  /** At rest, every connection present has received everything. */
  void checkAtRest() {
    require(unanswered.isEmpty(), "answer", () -> unanswered + " have no answer");
    joined.forEach((room, last) -> checkHeard("I5", room, last));
  }
}
