package chat.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Hello;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.ListRooms;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The replies for a user with more rooms than fit into one reply. */
final class ManyRoomsTest {
  private static final int PAGE_BYTES = 128 * 1_024;

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");

  private Set<RoomId> create(int rooms, String name) {
    Set<RoomId> created = new TreeSet<>();
    for (int i = 0; i < rooms; i++) {
      created.add(ada.does(new CreatePrivateRoom(name + i)).room().info().id());
    }
    return created;
  }

  private static List<RoomId> own(List<RoomView> rooms) {
    return rooms.stream().filter(RoomView::member).map(room -> room.info().id()).toList();
  }

  private static int weight(List<RoomView> rooms) {
    return rooms.stream().mapToInt(RoomView::weight).sum();
  }

  @Test
  void greetsWithAllRoomsWhileTheyFit() {
    Set<RoomId> created = create(100, "Den");
    Hello.Greeted entered = ada.does(new Hello());
    assertEquals(List.copyOf(created), own(entered.rooms()));
    assertFalse(entered.more());
  }

  @Test
  void greetsWithAPageOfManyRoomsAndWithAllPermanentOnes() {
    Set<RoomId> created = create(480, "A name of some length for a room, number ");
    Hello.Greeted entered = ada.does(new Hello());
    List<RoomId> own = own(entered.rooms());
    assertTrue(entered.more());
    assertEquals(List.copyOf(created).subList(0, own.size()), own);
    assertTrue(own.size() > 200, "holds " + own.size());
    assertTrue(weight(entered.rooms()) <= PAGE_BYTES);
    assertTrue(
        entered.rooms().stream().anyMatch(room -> room.info().id().equals(TestChat.GENERAL)));
  }

  @Test
  void listsTheUsersOwnRoomsInPages() {
    Set<RoomId> created = create(450, "\u4e2d".repeat(58) + " ");
    ada.does(new CreatePublicRoom("Own"));
    TestClient bob = chat.connect("Bob");
    bob.does(new CreatePublicRoom("Another's"));
    List<RoomId> listed = new ArrayList<>();
    ListRooms.Listed page;
    do {
      Optional<RoomId> after =
          listed.isEmpty() ? Optional.empty() : Optional.of(listed.get(listed.size() - 1));
      page = ada.does(new ListRooms(after, OptionalInt.of(200), true));
      assertTrue(page.rooms().stream().allMatch(RoomView::member));
      assertTrue(weight(page.rooms()) <= PAGE_BYTES);
      listed.addAll(own(page.rooms()));
    } while (page.more());
    assertEquals(451, listed.size());
    assertTrue(listed.containsAll(created));
    assertEquals(List.copyOf(new TreeSet<>(listed)), listed);
  }
}
