package chat.core.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.ChatConnection;
import chat.core.TestChat;
import chat.core.TestClient;
import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.command.file.ContinueUpload;
import chat.core.command.file.ContinueUpload.Step;
import chat.core.command.file.CreateUpload;
import chat.core.command.file.ListFiles;
import chat.core.command.file.OpenFile;
import chat.core.command.file.ReadUpload;
import chat.core.command.file.RemoveUpload;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListThreads;
import chat.core.command.message.ListVersions;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkThread;
import chat.core.command.message.MarkUnread;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SaveDraft;
import chat.core.command.message.SearchMessages;
import chat.core.command.message.SetAlt;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.core.command.message.SetTyping;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreateInvite;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinByInvite;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListInvites;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.RemoveRoom;
import chat.core.command.room.RevokeInvite;
import chat.core.command.room.SetNotifications;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.file.UploadLimits;
import chat.core.file.UploadLimits.Who;
import chat.core.file.UploadStore;
import chat.core.memory.MemoryStore;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.permission.PermissionTable.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks the table of permissions: each cell in a chat of its own. */
final class PermissionsTest {
  private static final Set<Right> OF_ADMINS = Set.of(Right.READ, Right.WRITE, Right.ADMINISTER);

  @Test
  void decidesEveryCellOfTheTable() {
    List<Cell> wrong = new ArrayList<>();
    for (Cell cell : PermissionTable.cells()) {
      String outcome = new Scene(cell).outcome();
      if (!outcome.equals(cell.expected())) {
        wrong.add(new Cell(cell.command(), cell.kind(), cell.role(), outcome));
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void hasARowForEveryCommandAndKind() {
    Set<Class<?>> asked =
        new HashSet<>(
            Set.of(Hello.class)); // allowed to all users, and part of every connection here
    for (Cell cell : PermissionTable.cells()) {
      asked.add(new Scene(cell).command().getClass());
    }
    assertEquals(types(Command.class).collect(Collectors.toSet()), asked);
    Set<String> kinds = new HashSet<>();
    PermissionTable.cells().forEach(cell -> kinds.add(cell.command() + " " + cell.kind()));
    long ofRooms = kinds.stream().filter(each -> !each.endsWith(" any")).count();
    assertEquals(32 * 4 + 2, ofRooms, "32 commands in 4 kinds of rooms, and 2 doors");
  }

  /** The concrete classes of a sealed hierarchy. */
  private static Stream<Class<?>> types(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(PermissionsTest::types)
        : Stream.of(type);
  }

  /** A chat with a room of the cell's kind, and the users of the table. */
  private static final class Scene {
    private final Cell cell;
    private final MemoryStore store = new MemoryStore(new Random(2));
    private final TestChat chat =
        new TestChat(
            builder ->
                builder
                    .store(store.log(), store.directory())
                    .search(store.search(Runnable::run))
                    .uploads(
                        store.uploadStore(), new UploadLimits(Who.EVERYONE, 1_000, 1_000_000)));
    private final TestClient author = chat.connect("Author");
    private final TestClient member = chat.connect("Member");
    private final TestClient guest = chat.connect("Guest");
    private final TestClient admin = chat.connect("Admin");
    private final RoomId room;
    private String code = "NOCODE";
    private String secret = "no secret";
    private String invite = "none";

    Scene(Cell cell) {
      this.cell = cell;
      this.room = room();
      if (cell.role().equals("admin-member") && !cell.kind().equals("direct")) {
        letIn(admin);
      }
      if (cell.command().equals("mark_thread")) { // only a followed thread can be marked
        List.of(member, guest, admin)
            .forEach(each -> each.outcome(new FollowThread(room, 1, true)));
      }
    }

    private RoomId room() {
      RoomView view =
          switch (cell.kind()) {
            case "any", "public" -> author.does(new CreatePublicRoom("Tea")).room();
            case "code" -> author.does(new CreateCodeRoom(Optional.empty())).room();
            case "private" -> author.does(new CreatePrivateRoom("Den")).room();
            case "direct" -> author.does(new OpenConversation(partner().user().id())).room();
            default -> throw new IllegalStateException(cell.toString());
          };
      RoomId id = view.info().id();
      code = view.code().orElse(code);
      if (cell.kind().equals("private")) {
        CreateInvite.Created created = author.does(new CreateInvite(id));
        secret = created.secret();
        RoomInvite made = created.invite();
        invite = made.id();
      }
      author.joins(id);
      author.says(id, "hello");
      author.does(new PostMessage(id, "a reply", "reply", OptionalLong.of(1)));
      if (!cell.kind().equals("direct")) {
        letIn(member, id);
      }
      return id;
    }

    /** The other user of the conversation of the cell. */
    private TestClient partner() {
      return cell.role().equals("admin-member") ? admin : member;
    }

    private void letIn(TestClient client) {
      letIn(client, room);
    }

    private void letIn(TestClient client, RoomId id) {
      switch (cell.kind()) {
        case "code" -> client.does(new JoinByCode(code));
        case "private" -> client.does(new JoinByInvite(secret));
        default -> client.does(new JoinRoom(id));
      }
    }

    Command<?> command() {
      return switch (cell.command()) {
        case "get_rooms" -> new ListRooms(Optional.empty(), OptionalInt.empty());
        case "search" -> search(Optional.empty());
        case "search_room" -> search(Optional.of(room));
        case "set_username" -> new SetUsername("Other");
        case "create_public" -> new CreatePublicRoom("Other");
        case "create_code" -> new CreateCodeRoom(Optional.empty());
        case "create_private" -> new CreatePrivateRoom("Other");
        case "create_direct" -> new OpenConversation(chat.connect("Friend").user().id());
        case "join_room" -> new JoinRoom(room);
        case "join_by_code" -> new JoinByCode(code);
        case "join_by_invite" -> new JoinByInvite(secret);
        case "leave_room" -> new LeaveRoom(room);
        case "remove_room" -> new RemoveRoom(room);
        case "members" -> new ListMembers(room, Optional.empty(), OptionalInt.empty());
        case "history" ->
            new ReadHistory(room, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
        case "change_room" ->
            new ChangeRoom(room, "change", Optional.empty(), Optional.of("A topic"));
        case "send_message" -> new PostMessage(room, "hello", "key");
        case "edit_message" ->
            new EditMessage(room, 1, "hello again", "edit", OptionalLong.empty());
        case "delete_message" -> new DeleteMessage(room, 1, "delete", Optional.empty());
        case "set_reaction" -> new SetReaction(room, 1, "👍", true, "react");
        case "set_pin" -> new SetPin(room, 1, true, "pin");
        case "set_alt" -> {
          FileId file = upload(author.user(), true);
          long seq = author.does(post(file)).seq();
          yield new SetAlt(room, seq, file, "A lake", "alt");
        }
        case "get_messages" -> new ReadMessages(room, List.of(1L));
        case "get_thread" ->
            new ReadThread(
                room, 1, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
        case "get_pins" -> new ListPins(room, OptionalLong.empty());
        case "get_files" ->
            new ListFiles(room, OptionalLong.empty(), Optional.empty(), Optional.empty());
        case "get_versions" -> new ListVersions(room, 1, OptionalLong.empty());
        case "get_reactions" -> new ListReactions(room, 1, "👍", Optional.empty());
        case "typing" -> new SetTyping(room, true);
        case "mark_read" -> new MarkRead(room, 1);
        case "mark_unread" -> new MarkUnread(room, 1);
        case "set_level" -> new SetNotifications(room, Notifications.Level.NONE, Optional.empty());
        case "save_draft" ->
            new SaveDraft(
                new MessageDraft(room, OptionalLong.empty(), "draft", OptionalLong.empty(), 1));
        case "get_drafts" -> new ListDrafts();
        case "follow_thread" -> new FollowThread(room, 1, true);
        case "mark_thread" -> new MarkThread(room, 1, 2);
        case "get_threads" -> new ListThreads(OptionalInt.empty());
        case "get_mentions" -> new ListMentions(Optional.empty(), OptionalInt.empty());
        case "create_invite" -> new CreateInvite(room);
        case "create_upload" ->
            new CreateUpload(room, 1, "a.txt", FileInfo.Media.NONE, "", Optional.empty());
        case "continue_upload" -> new ContinueUpload(upload(caller(), false), new Step.Check());
        case "read_upload" -> new ReadUpload(upload(caller(), false));
        case "remove_upload" -> new RemoveUpload(upload(caller(), false));
        case "open_file" -> {
          FileId file = upload(author.user(), true);
          author.does(post(file));
          yield new OpenFile(file);
        }
        case "get_invites" -> new ListInvites(room);
        case "revoke_invite" -> new RevokeInvite(room, invite);
        default -> throw new IllegalStateException(cell.toString());
      };
    }

    private PostMessage post(FileId file) {
      return new PostMessage(room, "", "file", OptionalLong.empty(), List.of(file));
    }

    /** An upload for the room, whether its uploader may upload there or not. */
    private FileId upload(User by, boolean isFinished) {
      FileId id = FileId.of("0123456789abcdef0123456789abcdef");
      FileInfo file = FileInfo.undescribed(id, 0);
      Upload begun = Upload.begin(room, by.id(), Optional.empty(), Instant.EPOCH, 0, file);
      store.uploadStore().create(begun, UploadStore.Bounds.NONE);
      if (isFinished) {
        store.uploadStore().change(begun, begun.finished(file));
      }
      return id;
    }

    private User caller() {
      return switch (cell.role()) {
        case "member" -> member.user();
        case "author" -> author.user();
        case "admin", "admin-member" -> admin.user();
        default -> guest.user();
      };
    }

    private static SearchMessages search(Optional<RoomId> where) {
      return new SearchMessages("hello", where, Optional.empty(), OptionalInt.empty());
    }

    String outcome() {
      Command<?> command = command();
      return ask(command);
    }

    private <R extends Reply> String ask(Command<R> command) {
      List<Outcome<R>> outcomes = new ArrayList<>();
      connection().execute(command, outcomes::add);
      chat.settle();
      return outcomes.get(0) instanceof Outcome.Refused<R> refused
          ? refused.refusal().code()
          : "ok";
    }

    private ChatConnection connection() {
      return switch (cell.role()) {
        case "stranger" -> chat.chat().stranger();
        case "guest" -> guest.connection();
        case "member" -> member.connection();
        case "author" -> author.connection();
        case "admin", "admin-member" -> visit(admin.user());
        default -> throw new IllegalStateException(cell.toString());
      };
    }

    private ChatConnection visit(User user) {
      return chat.chat().visit(user, OF_ADMINS);
    }
  }
}
