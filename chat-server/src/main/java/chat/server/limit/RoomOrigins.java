package chat.server.limit;

import chat.core.model.Origin;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Identifies addresses by hashes, under which existing public rooms are counted. The store has
 * these instead of addresses: 24 bits of HMAC-SHA256 for each block, so that about 256 IPv4
 * addresses share a hash and even a reader of the store who has the key cannot tell them apart. Two
 * given addresses collide with a probability of 1 in 16 million. Thread-safe.
 */
public final class RoomOrigins {
  private static final String ALGORITHM = "HmacSHA256";

  /** Four characters of Base64. */
  private static final int BYTES = 3;

  private final SecretKeySpec key;
  private final int most;

  /**
   * @param key any text, which must stay the same as long as the rooms exist
   * @param most how many public rooms of an address may exist; {@code Integer.MAX_VALUE} for no
   *     limit. A wider block may have {@link AddressBlock#share} times as many
   */
  public RoomOrigins(String key, int most) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.most = most;
  }

  /** The origin of connections from {@code address}. */
  public Origin of(AddressBlock address) {
    if (most == Integer.MAX_VALUE) {
      return Origin.NONE;
    }
    Deque<AddressBlock> widestFirst = new ArrayDeque<>();
    for (AddressBlock block = address; block != null; block = block.wider()) {
      widestFirst.push(block);
    }
    StringBuilder id = new StringBuilder();
    List<Origin.Group> groups = new ArrayList<>();
    for (AddressBlock block : widestFirst) {
      id.append(hash(block));
      int rooms = (int) Math.min(Integer.MAX_VALUE, (long) most * block.share());
      groups.add(new Origin.Group(id.toString(), rooms));
    }
    return new Origin(groups);
  }

  private String hash(AddressBlock block) {
    byte[] hash = mac().doFinal(block.bytes());
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a key of any bytes is valid", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
