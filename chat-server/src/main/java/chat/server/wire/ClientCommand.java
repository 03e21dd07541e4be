package chat.server.wire;

import chat.core.command.Command;
import chat.core.command.SetUsername;
import chat.core.command.file.ListFiles;
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
import chat.core.command.room.RevokeInvite;
import chat.core.command.room.SetNotifications;
import chat.server.limit.AddressBudget;
import chat.server.limit.CommandRate;
import chat.server.limit.RateClass;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All commands of clients, one row per frame type: its name, the parser of its fields, and for each
 * resulting command its rate limit and kind of reply. Immutable.
 */
public enum ClientCommand {
  SET_USERNAME(
      "set_username",
      fields -> new SetUsername(fields.username()),
      Made.of(SetUsername.class, RateClass.NAME)),
  GET_ROOMS(
      "get_rooms",
      fields ->
          new ListRooms(
              CommandFields.roomCursor(fields),
              fields.limit(),
              fields.optionalBool("own").orElse(false)),
      Made.of(ListRooms.class, RateClass.READ).page()),
  CREATE_ROOM(
      "create_room",
      CommandFields::createRoom,
      Made.of(CreatePublicRoom.class, RateClass.PUBLIC_ROOM),
      Made.of(CreateCodeRoom.class, RateClass.ROOM),
      Made.of(CreatePrivateRoom.class, RateClass.ROOM),
      Made.of(OpenConversation.class, RateClass.CONVERSATION)),
  JOIN_ROOM(
      "join_room",
      CommandFields::joinRoom,
      Made.of(JoinRoom.class, CommandRate.join(JoinRoom.class, JoinRoom::room)).page(),
      Made.of(JoinByCode.class, RateClass.JOIN_BY_CODE).page(),
      Made.of(JoinByInvite.class, RateClass.JOIN).page()),
  LEAVE_ROOM(
      "leave_room",
      fields -> new LeaveRoom(fields.room()),
      Made.of(LeaveRoom.class, RateClass.LEAVE)),
  MEMBERS(
      "members",
      fields -> new ListMembers(fields.room(), CommandFields.userCursor(fields), fields.limit()),
      Made.of(ListMembers.class, RateClass.READ).page()),
  SEND_MESSAGE(
      "send_message",
      fields ->
          new PostMessage(
              fields.room(),
              fields.text(),
              fields.string("client_id"),
              fields.optionalNumber("reply_to"),
              CommandFields.files(fields)),
      Made.of(
          PostMessage.class,
          CommandRate.event(
              PostMessage.class,
              PostMessage::room,
              post -> AddressBudget.utf8Length(post.text())))),
  EDIT_MESSAGE(
      "edit_message",
      CommandFields.withId(
          fields ->
              new EditMessage(
                  fields.room(),
                  fields.number("seq"),
                  fields.text(),
                  fields.string("client_id"),
                  fields.optionalNumber("base_rev"))),
      Made.of(
          EditMessage.class,
          CommandRate.event(
              EditMessage.class,
              EditMessage::room,
              edit -> AddressBudget.utf8Length(edit.text())))),
  DELETE_MESSAGE(
      "delete_message",
      CommandFields.withId(
          fields ->
              new DeleteMessage(
                  fields.room(),
                  fields.number("seq"),
                  fields.string("client_id"),
                  fields.optionalString("reason"))),
      Made.of(
          DeleteMessage.class,
          CommandRate.event(
              DeleteMessage.class,
              DeleteMessage::room,
              deletion -> AddressBudget.utf8Length(deletion.reason().orElse(""))))),
  SET_REACTION(
      "set_reaction",
      CommandFields.withId(
          fields ->
              new SetReaction(
                  fields.room(),
                  fields.number("seq"),
                  fields.string("emoji"),
                  fields.bool("on"),
                  fields.string("client_id"))),
      Made.of(SetReaction.class, CommandRate.reaction(SetReaction.class, SetReaction::room))),
  SET_PIN(
      "set_pin",
      CommandFields.withId(
          fields ->
              new SetPin(
                  fields.room(),
                  fields.number("seq"),
                  fields.bool("on"),
                  fields.string("client_id"))),
      Made.of(SetPin.class, CommandRate.event(SetPin.class, SetPin::room, set -> 0))),
  SET_ALT(
      "set_alt",
      CommandFields.withId(
          fields ->
              new SetAlt(
                  fields.room(),
                  fields.number("seq"),
                  CommandFields.file(fields),
                  fields.string("alt"),
                  fields.string("client_id"))),
      Made.of(
          SetAlt.class,
          CommandRate.event(
              SetAlt.class,
              SetAlt::room,
              set -> AddressBudget.utf8Length(set.alt()) + CommandRate.REPEATED_BYTES))),
  GET_MESSAGES(
      "get_messages",
      CommandFields.withId(fields -> new ReadMessages(fields.room(), fields.numbers("seqs"))),
      Made.of(ReadMessages.class, RateClass.READ).page()),
  GET_THREAD(
      "get_thread",
      CommandFields.withId(
          fields ->
              new ReadThread(
                  fields.room(),
                  fields.number("root"),
                  fields.optionalNumber("before"),
                  fields.optionalNumber("after"),
                  fields.limit())),
      Made.of(ReadThread.class, RateClass.READ).page()),
  GET_PINS(
      "get_pins",
      CommandFields.withId(fields -> new ListPins(fields.room(), fields.optionalNumber("before"))),
      Made.of(ListPins.class, RateClass.READ).page()),
  GET_FILES(
      "get_files",
      CommandFields.withId(
          fields ->
              new ListFiles(
                  fields.room(),
                  fields.optionalNumber("before"),
                  fields.optionalString("kind"),
                  fields.optionalString("query"))),
      Made.of(ListFiles.class, RateClass.READ).page()),
  GET_VERSIONS(
      "get_versions",
      CommandFields.withId(
          fields ->
              new ListVersions(
                  fields.room(), fields.number("seq"), fields.optionalNumber("after"))),
      Made.of(ListVersions.class, RateClass.READ).page()),
  GET_REACTIONS(
      "get_reactions",
      CommandFields.withId(
          fields ->
              new ListReactions(
                  fields.room(),
                  fields.number("seq"),
                  fields.string("emoji"),
                  CommandFields.userCursor(fields))),
      Made.of(ListReactions.class, RateClass.READ).page()),
  GET_MENTIONS(
      "get_mentions",
      CommandFields.withId(
          fields -> new ListMentions(fields.optionalString("before"), fields.limit())),
      Made.of(ListMentions.class, RateClass.READ).page()),
  TYPING(
      "typing",
      fields -> new SetTyping(fields.room(), fields.bool("typing")),
      Made.of(SetTyping.class, RateClass.UNLIMITED)),
  HISTORY(
      "history",
      fields ->
          new ReadHistory(
              fields.room(),
              fields.optionalNumber("before"),
              fields.optionalNumber("after"),
              fields.limit()),
      Made.of(ReadHistory.class, RateClass.READ).page()),
  CHANGE_ROOM(
      "change_room",
      fields ->
          new ChangeRoom(
              fields.room(),
              fields.string("client_id"),
              fields.optionalString("name"),
              fields.optionalString("topic")),
      Made.of(
          ChangeRoom.class,
          CommandRate.event(
              ChangeRoom.class,
              ChangeRoom::room,
              change ->
                  AddressBudget.utf8Length(change.name().orElse(""))
                      + AddressBudget.utf8Length(change.topic().orElse(""))))),
  CREATE_INVITE(
      "create_invite",
      fields -> new CreateInvite(fields.room()),
      Made.of(CreateInvite.class, RateClass.WRITE)),
  GET_INVITES(
      "get_invites",
      fields -> new ListInvites(fields.room()),
      Made.of(ListInvites.class, RateClass.READ)),
  REVOKE_INVITE(
      "revoke_invite",
      fields -> new RevokeInvite(fields.room(), fields.string("invite")),
      Made.of(RevokeInvite.class, RateClass.REMOVAL)),
  SEARCH(
      "search",
      fields ->
          new SearchMessages(
              fields.string("query"),
              fields.has("room") ? Optional.of(fields.room()) : Optional.empty(),
              fields.optionalString("cursor"),
              fields.limit()),
      Made.of(SearchMessages.class, RateClass.SEARCH)),
  MARK_READ(
      "mark_read",
      fields -> new MarkRead(fields.room(), fields.number("seq")),
      Made.of(MarkRead.class, RateClass.UNLIMITED)),
  MARK_UNREAD(
      "mark_unread",
      CommandFields.withId(fields -> new MarkUnread(fields.room(), fields.number("seq"))),
      Made.of(MarkUnread.class, RateClass.REMOVAL)),
  SET_NOTIFICATIONS(
      "set_notifications",
      CommandFields.withId(CommandFields::setNotifications),
      Made.of(SetNotifications.class, RateClass.REMOVAL)),
  SAVE_DRAFT(
      "save_draft",
      CommandFields.withId(OwnFrames::save),
      Made.of(
          SaveDraft.class,
          CommandRate.draft(
              SaveDraft.class, save -> AddressBudget.utf8Length(save.draft().text())))),
  GET_DRAFTS(
      "get_drafts",
      CommandFields.withId(fields -> new ListDrafts()),
      Made.of(ListDrafts.class, RateClass.READ).page()),
  FOLLOW_THREAD(
      "follow_thread",
      CommandFields.withId(
          fields -> new FollowThread(fields.room(), fields.number("root"), fields.bool("on"))),
      Made.of(FollowThread.class, RateClass.WRITE)),
  MARK_THREAD(
      "mark_thread",
      CommandFields.withId(
          fields -> new MarkThread(fields.room(), fields.number("root"), fields.number("seq"))),
      Made.of(MarkThread.class, RateClass.UNLIMITED)),
  GET_THREADS(
      "get_threads",
      CommandFields.withId(fields -> new ListThreads(fields.limit())),
      Made.of(ListThreads.class, RateClass.READ).page()),
  PING("ping");

  private static final Map<String, ClientCommand> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(each -> each.wireName, each -> each));

  private static final Map<Class<?>, Made> BY_TYPE =
      Stream.of(values())
          .flatMap(each -> each.made.stream())
          .collect(Collectors.toUnmodifiableMap(Made::type, made -> made));

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // the functions above have no state
  private final Optional<Function<JsonFields, Command<?>>> decoder;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable list
  private final List<Made> made;

  ClientCommand(String wireName, Function<JsonFields, Command<?>> decoder, Made... made) {
    this.wireName = wireName;
    this.decoder = Optional.of(decoder);
    this.made = List.of(made);
  }

  /** A frame without a command. */
  ClientCommand(String wireName) {
    this.wireName = wireName;
    this.decoder = Optional.empty();
    this.made = List.of();
  }

  /** The rate limit of {@code command}; none for commands that clients cannot send. */
  public static CommandRate rate(Command<?> command) {
    Made made = BY_TYPE.get(command.getClass());
    return made == null ? CommandRate.UNLIMITED : made.rate();
  }

  /** Whether the reply to {@code command} may be a page, that is, large. */
  public static boolean answersWithPage(Command<?> command) {
    Made made = BY_TYPE.get(command.getClass());
    return made != null && made.answersWithPage();
  }

  /** The row with this {@code wireName}; empty when there is none. */
  static Optional<ClientCommand> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  /** The {@code type} of the frame. */
  public String wireName() {
    return wireName;
  }

  /** The command classes of this frame type. */
  List<Made> made() {
    return made;
  }

  /**
   * Parses a frame of this type.
   *
   * @throws InvalidFrameException if a field is missing or wrong
   */
  ClientFrame read(JsonFields fields, Optional<String> id) {
    return decoder.isPresent()
        ? new ClientFrame.Asks(decoder.get().apply(fields), id)
        : new ClientFrame.Ping(id);
  }

  /**
   * A command class that a frame type results in. Immutable.
   *
   * @param type its class
   * @param rate its rate limit
   * @param answersWithPage whether its reply may be a page, that is, large
   */
  record Made(Class<?> type, CommandRate rate, boolean answersWithPage) {
    static Made of(Class<? extends Command<?>> type, RateClass rateClass) {
      return of(type, CommandRate.of(rateClass));
    }

    static Made of(Class<? extends Command<?>> type, CommandRate rate) {
      return new Made(type, rate, false);
    }

    Made page() {
      return new Made(type, rate, true);
    }
  }
}
