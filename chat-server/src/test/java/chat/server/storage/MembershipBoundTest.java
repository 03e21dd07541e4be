package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.Chat;
import chat.core.ChatConnection;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user belongs to at most 500 rooms, also with concurrent commands during a commit. */
final class MembershipBoundTest {
  private static final int MOST = 500;
  private static final int FREE = 5;
  private static final int BURST = 40;

  @TempDir Path folder;
  private OpenStores stores;
  private SqlStore store;
  private Chat chat;

  @BeforeEach
  void open() {
    stores = new OpenStores(folder);
    store = stores.open(folder.resolve("data"));
    done(store.directory().addUser(ADA, AT));
    List<CompletableFuture<?>> added = new ArrayList<>();
    for (int i = 0; i < MOST - FREE; i++) {
      RoomRecord room = RoomRecord.invited(RoomId.of("own" + i), "Own");
      added.add(store.directory().addRoom(room, List.of(ADA.id())).toCompletableFuture());
    }
    for (int i = 0; i < BURST; i++) {
      RoomRecord room = RoomRecord.open(RoomId.of("room" + i), "Room " + i);
      added.add(store.directory().addRoom(room, List.of()).toCompletableFuture());
    }
    added.forEach(each -> done(each));
    chat =
        Chat.builder()
            .store(store.log(), store.directory())
            .presenceGrace(Duration.ofHours(1)) // nothing is written after the end of the test
            .build();
    done(chat.ready());
  }

  @AfterEach
  void close() {
    done(chat.close());
    stores.close();
  }

  private static void count(
      List<? extends CompletableFuture<? extends Outcome<? extends Reply>>> outcomes) {
    int accepted = 0;
    for (CompletableFuture<? extends Outcome<? extends Reply>> each : outcomes) {
      if (done(each) instanceof Outcome.Refused<?> refused) {
        assertEquals(Refusal.FORBIDDEN, refused.refusal());
      } else {
        accepted++;
      }
    }
    assertEquals(FREE, accepted);
  }

  @Test
  void holdsForRoomsThatAreJoinedAtTheSameTime() {
    List<CompletableFuture<Outcome<JoinRoom.Joined>>> outcomes = new ArrayList<>();
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      for (int i = 0; i < BURST; i++) {
        CompletableFuture<Outcome<JoinRoom.Joined>> outcome = new CompletableFuture<>();
        ada.execute(new JoinRoom(RoomId.of("room" + i)), outcome::complete);
        outcomes.add(outcome);
      }
      count(outcomes);
    }
    assertEquals(MOST, done(store.directory().memberships(ADA.id())).size());
  }

  @Test
  void holdsForRoomsThatAreCreatedAtTheSameTime() {
    List<CompletableFuture<Outcome<CreatePublicRoom.Created>>> outcomes = new ArrayList<>();
    try (ChatConnection phone = chat.connect(ADA, batch -> {});
        ChatConnection laptop = chat.connect(ADA, batch -> {})) {
      for (int i = 0; i < BURST; i++) {
        CompletableFuture<Outcome<CreatePublicRoom.Created>> outcome = new CompletableFuture<>();
        (i % 2 == 0 ? phone : laptop).execute(new CreatePrivateRoom("Den " + i), outcome::complete);
        outcomes.add(outcome);
      }
      count(outcomes);
    }
    assertEquals(MOST, done(store.directory().memberships(ADA.id())).size());
  }
}
