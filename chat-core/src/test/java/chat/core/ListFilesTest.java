package chat.core;

import static chat.core.TestChat.GENERAL;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.file.ListFiles;
import chat.core.command.file.ListFiles.Listed;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.PostMessage;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.file.UploadLimits;
import chat.core.file.UploadLimits.Who;
import chat.core.file.UploadStore.Bounds;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of a room's files, by kind and by name, in pages. */
final class ListFilesTest {
  private final Random random = new Random(3);
  private final MemoryStore store = new MemoryStore(random, 2_000);
  private final TestChat chat =
      new TestChat(
          builder ->
              builder
                  .store(store.log(), store.directory())
                  .uploads(
                      store.uploadStore(), new UploadLimits(Who.EVERYONE, 1_000, 1_000_000_000)));
  private final TestClient ada = chat.connect("Ada");
  private int keys;

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
  }

  private FileId upload(String name, String type) {
    FileInfo file =
        new FileInfo(FileId.random(random), name, type, 5, FileInfo.Media.NONE, false, "");
    Upload begun = Upload.begin(GENERAL, ada.user().id(), Optional.empty(), chat.now(), 5, file);
    done(store.uploadStore().create(begun, Bounds.NONE));
    assertTrue(done(store.uploadStore().change(begun, begun.finished(file))));
    return file.id();
  }

  private long send(FileId... files) {
    String key = "file " + keys++;
    return ada.does(new PostMessage(GENERAL, "", key, OptionalLong.empty(), List.of(files))).seq();
  }

  private static ListFiles all(RoomId room, OptionalLong before) {
    return new ListFiles(room, before, Optional.empty(), Optional.empty());
  }

  private List<String> names(String kind, String query) {
    Optional<String> part = Optional.of(query).filter(text -> !text.isEmpty());
    Optional<String> only = Optional.of(kind).filter(text -> !text.isEmpty());
    Listed page = ada.does(new ListFiles(GENERAL, OptionalLong.empty(), only, part));
    assertEquals(OptionalLong.empty(), page.before());
    return page.files().stream().map(each -> each.file().name()).toList();
  }

  @Test
  void listsByKindAndByAPartOfTheName() {
    long first = send(upload("Überblick.pdf", "application/pdf"), upload("a.png", "image/png"));
    ada.says(GENERAL, "without");
    long second = send(upload("song.mp3", "audio/mpeg"), upload("film.mp4", "video/mp4"));
    send(upload("unknown.png", "image/x-none"));
    Listed page = ada.does(all(GENERAL, OptionalLong.empty()));
    assertEquals(
        List.of(second, second, first, first),
        page.files().stream().map(ListFiles.Listing::seq).skip(1).toList());
    assertEquals(ada.user(), page.files().get(0).user());
    assertEquals(List.of("a.png"), names("image", ""));
    assertEquals(List.of("song.mp3", "film.mp4"), names("media", ""));
    assertEquals(List.of("unknown.png", "Überblick.pdf"), names("other", ""));
    assertEquals(List.of("Überblick.pdf"), names("", " UBER"));
    assertEquals(List.of("unknown.png", "a.png"), names("", ".PNG"));
    assertEquals(List.of(), names("media", "png"));
    assertEquals(List.of("Überblick.pdf", "a.png"), before(second));
    ada.does(new DeleteMessage(GENERAL, second, "delete", Optional.empty()));
    assertEquals(List.of(), names("media", ""));
  }

  private List<String> before(long seq) {
    return ada.does(all(GENERAL, OptionalLong.of(seq))).files().stream()
        .map(each -> each.file().name())
        .toList();
  }

  @Test
  void pagesHaveEachFileOnceAndNeverSplitAMessage() {
    List<FileId> sent = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      FileId[] seven = new FileId[7];
      for (int j = 0; j < 7; j++) {
        seven[j] = upload(i + "-" + j, "image/png");
        sent.add(seven[j]);
      }
      send(seven);
    }
    List<FileId> listed = new ArrayList<>();
    OptionalLong before = OptionalLong.empty();
    int pages = 0;
    do {
      Listed page = ada.does(all(GENERAL, before));
      assertTrue(page.files().size() <= 50 && page.files().size() % 7 == 0);
      page.files().forEach(each -> listed.add(each.file().id()));
      before = page.before();
      pages++;
    } while (before.isPresent());
    assertEquals(3, pages, "of 49 files");
    assertEquals(sent.size(), listed.size());
    assertEquals(new HashSet<>(sent), new HashSet<>(listed));
  }

  @Test
  void aPageEndsAfterAThousandMessagesThatDoNotMatch() {
    long wanted = send(upload("rare.txt", "text/plain"));
    for (int i = 0; i < 1_001; i++) {
      send(upload("common.png", "image/png"));
    }
    ListFiles command =
        new ListFiles(GENERAL, OptionalLong.empty(), Optional.empty(), Optional.of("rare"));
    Listed none = ada.does(command);
    assertEquals(List.of(), none.files());
    Listed rest =
        ada.does(new ListFiles(GENERAL, none.before(), Optional.empty(), Optional.of("rare")));
    assertEquals(wanted, rest.files().get(0).seq());
    assertEquals(OptionalLong.empty(), rest.before());
  }

  @Test
  void rejectsWhatIsNoListOfFiles() {
    Optional<String> none = Optional.empty();
    OptionalLong start = OptionalLong.empty();
    assertEquals("kind", ada.invalid(new ListFiles(GENERAL, start, Optional.of("IMAGE"), none)));
    assertEquals("query", ada.invalid(new ListFiles(GENERAL, start, none, Optional.of(" "))));
    String longest = "x".repeat(ListFiles.MAX_QUERY);
    assertEquals(
        "query", ada.invalid(new ListFiles(GENERAL, start, none, Optional.of(longest + "x"))));
    assertEquals(
        List.of(), ada.does(new ListFiles(GENERAL, start, none, Optional.of(longest))).files());
    assertEquals("before", ada.invalid(all(GENERAL, OptionalLong.of(-1))));
  }
}
