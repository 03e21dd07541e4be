package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListThreads;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SaveDraft;
import chat.core.command.message.SearchMessages;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.SetNotifications;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A connection may do no more than its rights allow, whatever its user may do. */
final class RightsTest {
  private static final List<Command<?>> LOOKING =
      List.of(
          new Hello(),
          new ListRooms(Optional.empty(), OptionalInt.empty()),
          new JoinRoom(GENERAL),
          new ListMembers(GENERAL, Optional.empty(), OptionalInt.empty()),
          new ReadHistory(GENERAL, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()),
          new SearchMessages("tea", Optional.empty(), Optional.empty(), OptionalInt.empty()),
          new MarkRead(GENERAL, 0),
          new ListDrafts(),
          new ListThreads(OptionalInt.empty()),
          new ListMentions(Optional.empty(), OptionalInt.empty()),
          new LeaveRoom(GENERAL));

  private static final List<Command<?>> CHANGING =
      List.of(
          new PostMessage(GENERAL, "hello", "key"),
          new PostMessage(GENERAL, "@Bob hello", "key2"),
          new SetTyping(GENERAL, true),
          new SetNotifications(GENERAL, Notifications.Level.NONE, Optional.empty()),
          new SaveDraft(
              new MessageDraft(GENERAL, OptionalLong.empty(), "x", OptionalLong.empty(), 1)),
          new FollowThread(GENERAL, 1, true),
          new SetUsername("Other"),
          new CreatePublicRoom("Tea"),
          new CreateCodeRoom(Optional.empty()));

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");

  private <R extends Reply> Outcome<R> ask(Set<Right> rights, Command<R> command) {
    List<Outcome<R>> outcomes = new ArrayList<>();
    chat.chat().visit(ada.user(), rights).execute(command, outcomes::add);
    chat.settle();
    return outcomes.get(0);
  }

  private boolean isForbidden(Set<Right> rights, Command<?> command) {
    return ask(rights, command) instanceof Outcome.Refused<?> refused
        && refused.refusal() == Refusal.FORBIDDEN;
  }

  @Test
  void letsConnectionsWithReadRightRead() {
    ada.joins(GENERAL);
    for (Command<?> command : LOOKING) {
      assertTrue(ask(Set.of(Right.READ), command) instanceof Outcome.Accepted<?>, "" + command);
      assertTrue(isForbidden(Set.of(Right.WRITE), command), "" + command);
    }
  }

  @Test
  void letsConnectionsWithWriteRightChange() {
    ada.joins(GENERAL);
    chat.connect("Bob");
    for (Command<?> command : CHANGING) {
      assertTrue(isForbidden(Set.of(Right.READ), command), "" + command);
      assertTrue(ask(Set.of(Right.WRITE), command) instanceof Outcome.Accepted<?>, "" + command);
    }
  }

  @Test
  void rejectsEverythingWithoutRights() {
    for (Command<?> command : LOOKING) {
      assertTrue(isForbidden(Set.of(), command), "" + command);
    }
    assertTrue(isForbidden(Set.of(Right.ADMINISTER), new PostMessage(GENERAL, "x", "key")));
  }
}
