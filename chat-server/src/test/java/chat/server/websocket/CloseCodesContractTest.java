package chat.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.contract.Contract;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** AsyncAPI describes exactly the close codes of the server. */
final class CloseCodesContractTest {
  /** The close codes of the WebSocket library itself. */
  private static final Map<Integer, String> OF_THE_LIBRARY =
      Map.of(1002, "PROTOCOL_ERROR", 1007, "BAD_DATA", 1009, "TOO_BIG");

  @Test
  void describesEveryCloseCodeAndNoOther() throws Exception {
    Map<Integer, String> known = new TreeMap<>(OF_THE_LIBRARY);
    for (Field code : CloseCode.class.getDeclaredFields()) {
      if (code.getType() == int.class) {
        known.put(code.getInt(null), code.getName());
      }
    }
    Map<Integer, String> described = new TreeMap<>();
    Contract.asyncApi()
        .at("/channels/chat/x-close-codes")
        .forEach(
            each -> described.put(each.get("code").intValue(), each.get("name").stringValue()));

    assertEquals(known, described, "Describe it in x-close-codes of the channel.");
  }

  @Test
  void isClosedByTheLibraryAsDescribed() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      assertEquals(1002, closeCodeAfter(server, 0x80, new byte[1])); // continues no message
      assertEquals(1007, closeCodeAfter(server, 0x81, new byte[] {(byte) 0xc3, (byte) 0x28}));
      assertEquals(1009, closeCodeAfter(server, 0x81, new byte[described() + 1]));
    }
  }

  private static int described() {
    return Contract.asyncApi().at("/channels/chat/x-max-frame-bytes").intValue();
  }

  private static int closeCodeAfter(RunningServer server, int firstByte, byte[] payload)
      throws Exception {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.upgrade();
      raw.frame(); // the welcome
      raw.sendFrame(firstByte, payload);
      return raw.closeCode();
    }
  }
}
