package chat.core.file;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.EVE;
import static chat.core.port.Stages.done;
import static chat.core.port.Stages.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.FileBytes.Part;
import chat.core.file.UploadStore.Bounds;
import chat.core.file.UploadStore.Creation;
import chat.core.file.UploadStore.Creation.Created;
import chat.core.file.UploadStore.Creation.Rejected;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link UploadStore} must do; {@link BoundFilesContract} has what the log does. */
public abstract class UploadStoreContract {
  protected static final RoomId ROOM = RoomId.of("room");
  protected static final RoomId OTHER = RoomId.of("other");

  private final Random random = new Random(3);
  private Store store;
  private UploadStore uploads;

  /** An empty store; called once before each test. */
  protected abstract Store openStore();

  /** The uploads of the store. */
  protected abstract UploadStore uploadsOf();

  @BeforeEach
  final void open() {
    store = openStore();
    uploads = uploadsOf();
    for (User user : List.of(ADA, BOB, EVE)) {
      assertTrue(done(store.directory().addUser(user, AT)));
    }
    List<UserId> members = List.of(ADA.id(), BOB.id());
    done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), members));
    done(store.directory().addRoom(RoomRecord.open(OTHER, "Other"), members));
  }

  protected final Store store() {
    return store;
  }

  protected final UploadStore uploads() {
    return uploads;
  }

  protected final Upload upload(RoomId room, User by, Optional<String> key, long length) {
    FileInfo said =
        new FileInfo(
            FileId.random(random),
            "photo.jpg",
            FileInfo.UNKNOWN_TYPE,
            length,
            new FileInfo.Media(640, 480, 1_500, "1QcSHQRnh493V4dIh4eXh1h4kJUI"),
            false,
            "a \"cat\"");
    return Upload.begin(room, by.id(), key, AT, length, said);
  }

  protected final Upload created(Upload upload) {
    Created made = (Created) done(uploads.create(upload, Bounds.NONE));
    assertTrue(made.isNew());
    return made.upload();
  }

  /** A finished upload. */
  protected final Upload finished(RoomId room, User by) {
    Upload upload = created(upload(room, by, Optional.empty(), 5));
    Upload after = upload.finished(upload.file().as("image/png", 5, FileInfo.Media.NONE));
    assertTrue(done(uploads.change(upload, after)));
    return after;
  }

  protected final Optional<Upload> find(Upload upload) {
    return done(uploads.upload(upload.id()));
  }

  @Test
  final void keepsWhatWasCreated() {
    Upload upload = upload(ROOM, ADA, Optional.of("k"), 9);
    assertEquals(new Created(upload, true), done(uploads.create(upload, Bounds.NONE)));
    assertEquals(Optional.of(upload), find(upload));
    assertEquals(Optional.empty(), find(upload(ROOM, ADA, Optional.empty(), 9)));
  }

  @Test
  final void sameKeyMakesOneUpload() {
    List<Creation> made =
        together(8, i -> uploads.create(upload(ROOM, ADA, Optional.of("k"), 9), Bounds.NONE));
    assertEquals(1, made.stream().filter(each -> ((Created) each).isNew()).count());
    assertEquals(1, made.stream().map(each -> ((Created) each).upload()).distinct().count());
    assertEquals(Upload.BLOCK_BYTES, done(uploads.space()));
  }

  @Test
  final void keysOfOthersAndOfOtherRoomsDiffer() {
    created(upload(ROOM, ADA, Optional.of("k"), 9));
    created(upload(ROOM, BOB, Optional.of("k"), 9));
    created(upload(OTHER, ADA, Optional.of("k"), 9));
    created(upload(ROOM, ADA, Optional.empty(), 9));
    created(upload(ROOM, ADA, Optional.empty(), 9));
  }

  @Test
  final void keyOfAnErasedUploadIsGoneUntilItIsForgotten() {
    Upload upload = created(upload(ROOM, ADA, Optional.of("k"), 9));
    assertTrue(done(uploads.erase(upload.id(), ADA.id())));
    Upload again = upload(ROOM, ADA, Optional.of("k"), 9);
    assertEquals(Rejected.GONE, done(uploads.create(again, Bounds.NONE)));
    done(uploads.forget(List.of(upload.id())));
    created(again);
  }

  @Test
  final void limitsUnfinishedUploadsOfAUser() {
    Bounds two = new Bounds(2, Long.MAX_VALUE);
    finished(ROOM, ADA);
    Upload first = created(upload(ROOM, ADA, Optional.empty(), 9));
    List<Creation> made =
        together(4, i -> uploads.create(upload(OTHER, ADA, Optional.empty(), 9), two));
    assertEquals(3, made.stream().filter(Rejected.TOO_MANY_OPEN::equals).count());
    assertTrue(
        done(uploads.create(upload(ROOM, BOB, Optional.empty(), 9), two)) instanceof Created);
    done(uploads.erase(first.id(), ADA.id()));
    assertTrue(
        done(uploads.create(upload(ROOM, ADA, Optional.empty(), 9), two)) instanceof Created);
  }

  @Test
  final void countsSpaceUntilTheBytesAreDeleted() {
    Bounds three = new Bounds(99, 3 * Upload.BLOCK_BYTES);
    Upload two = created(upload(ROOM, ADA, Optional.empty(), Upload.BLOCK_BYTES + 1));
    List<Creation> made =
        together(4, i -> uploads.create(upload(OTHER, BOB, Optional.empty(), 0), three));
    assertEquals(3, made.stream().filter(Rejected.NO_SPACE::equals).count());
    assertEquals(3 * Upload.BLOCK_BYTES, done(uploads.space()));
    done(uploads.erase(two.id(), ADA.id()));
    assertEquals(3 * Upload.BLOCK_BYTES, done(uploads.space()));
    done(uploads.forget(List.of(two.id())));
    assertEquals(Upload.BLOCK_BYTES, done(uploads.space()));
    assertTrue(
        done(uploads.create(upload(ROOM, ADA, Optional.empty(), 9), three)) instanceof Created);
  }

  @Test
  final void changesOnlyTheStateThatWasSeen() {
    Upload begin = created(upload(ROOM, ADA, Optional.of("k"), 9));
    List<Boolean> stored = together(4, i -> uploads.change(begin, begin.at(i + 1)));
    assertEquals(1, stored.stream().filter(each -> each).count());
    Upload now = find(begin).orElseThrow();
    Upload end = now.finished(now.file().as("image/png", 9, new FileInfo.Media(2, 3, 0, "")));
    assertFalse(done(uploads.change(begin, end)));
    assertTrue(done(uploads.change(now, end)));
    assertEquals(Optional.of(end), find(begin));
    assertEquals("image/png", find(begin).orElseThrow().file().type());
  }

  @Test
  final void erasedUploadIsFoundNoMore() {
    Upload upload = created(upload(ROOM, ADA, Optional.empty(), 9));
    assertFalse(done(uploads.erase(upload.id(), BOB.id())));
    assertTrue(done(uploads.erase(upload.id(), ADA.id())));
    assertFalse(done(uploads.erase(upload.id(), ADA.id())));
    assertEquals(Optional.empty(), find(upload));
    assertFalse(done(uploads.change(upload, upload.at(1))));
    assertEquals(List.of(upload.id()), done(uploads.erased(9)));
    assertEquals(
        Map.of(upload.id(), Set.of(Part.CONTENT)), done(uploads.parts(Set.of(upload.id()))));
    done(uploads.forget(List.of(upload.id())));
    assertEquals(List.of(), done(uploads.erased(9)));
    assertEquals(Map.of(), done(uploads.parts(Set.of(upload.id()))));
  }

  @Test
  final void forgetsOnlyWhatIsErased() {
    Upload upload = created(upload(ROOM, ADA, Optional.empty(), 9));
    done(uploads.forget(List.of(upload.id())));
    assertEquals(Optional.of(upload), find(upload));
  }

  @Test
  final void expiresUnboundUploads() {
    Upload unfinished = created(upload(ROOM, ADA, Optional.empty(), 9));
    Upload finished = finished(ROOM, ADA);
    assertEquals(0, done(uploads.expire(AT)));
    assertEquals(2, done(uploads.expire(AT.plusMillis(1))));
    assertEquals(0, done(uploads.expire(AT.plusMillis(1))));
    assertEquals(Set.of(unfinished.id(), finished.id()), Set.copyOf(done(uploads.erased(9))));
    assertEquals(1, done(uploads.erased(1)).size());
  }

  @Test
  final void previewBelongsToAFinishedUpload() {
    Upload unfinished = created(upload(ROOM, ADA, Optional.empty(), 9));
    assertEquals(Optional.empty(), done(uploads.preview(unfinished.id(), 9, Long.MAX_VALUE)));
    Upload upload = finished(ROOM, ADA);
    long before = done(uploads.space());
    Optional<Upload> after = done(uploads.preview(upload.id(), 4_097, Long.MAX_VALUE));
    assertEquals(Optional.of(upload.with(upload.file().withPreview())), after);
    assertEquals(after, find(upload));
    assertEquals(before + 2 * Upload.BLOCK_BYTES, done(uploads.space()));
    assertEquals(
        Map.of(upload.id(), Set.of(Part.CONTENT, Part.PREVIEW)),
        done(uploads.parts(List.of(upload.id()))));
    done(uploads.preview(upload.id(), 9, Long.MAX_VALUE));
    assertEquals(before + Upload.BLOCK_BYTES, done(uploads.space()));
    assertEquals(Optional.empty(), done(uploads.preview(finished(ROOM, BOB).id(), 9, before)));
    done(uploads.erase(upload.id(), ADA.id()));
    assertEquals(Optional.empty(), done(uploads.preview(upload.id(), 9, Long.MAX_VALUE)));
    done(uploads.forget(List.of(upload.id())));
    assertEquals(2 * Upload.BLOCK_BYTES, done(uploads.space()));
  }
}
