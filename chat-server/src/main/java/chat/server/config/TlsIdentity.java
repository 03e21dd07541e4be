package chat.server.config;

import chat.server.http.security.AdmittedHosts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The server's TLS certificate with its chain and private key, read from PEM files. Immutable. */
public final class TlsIdentity {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

  private static final String CONVERT = "openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY8.";

  private static final String ENTRY = "server";

  /** The type of a host name among the subject's alternative names (RFC 5280 4.2.1.6). */
  private static final Integer DNS_NAME = 2;

  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /**
   * Thrown when a certificate or key cannot be used. The message is the rest of a sentence that
   * begins with the setting's name.
   */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Setting<?> setting;

    private Unusable(Setting<?> setting, String message) {
      super(message);
      this.setting = setting;
    }

    /** The setting that is wrong. */
    Setting<?> setting() {
      return setting;
    }
  }

  /**
   * Reads a certificate chain and its key from two files.
   *
   * @param certificates the file of the certificates, the server's own first; blank for none
   * @param key the file of the private key in PKCS#8; blank for none
   * @return empty when both are blank
   * @throws Unusable if one is missing or wrong, or they do not belong together
   */
  static Optional<TlsIdentity> read(String certificates, String key) throws Unusable {
    if (certificates.isBlank() && key.isBlank()) {
      return Optional.empty();
    }
    if (key.isBlank()) {
      throw new Unusable(Settings.TLS_CERT, "needs TLS_KEY, its private key.");
    }
    if (certificates.isBlank()) {
      throw new Unusable(Settings.TLS_KEY, "needs TLS_CERT, its certificate.");
    }
    TlsIdentity read = new TlsIdentity(readChain(certificates), readKey(key));
    if (!read.belongsTogether()) {
      throw new Unusable(Settings.TLS_KEY, "is not the key of the first certificate in TLS_CERT.");
    }
    return Optional.of(read);
  }

  private static List<X509Certificate> readChain(String file) throws Unusable {
    String pem = read(file, Settings.TLS_CERT);
    if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
      throw new Unusable(
          Settings.TLS_CERT,
          "must be a PEM file with BEGIN CERTIFICATE in it" + SettingParser.not(file));
    }
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.ISO_8859_1);
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(bytes))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new Unusable(Settings.TLS_CERT, "holds a certificate that cannot be read.");
    }
  }

  private static PrivateKey readKey(String file) throws Unusable {
    String pem = read(file, Settings.TLS_KEY);
    if (pem.contains("ENCRYPTED")) {
      throw new Unusable(Settings.TLS_KEY, "is encrypted. To remove its password, run " + CONVERT);
    }
    Matcher found = KEY.matcher(pem);
    if (found.find()) {
      return decode(found.group(1));
    }
    String expected = "must be a PEM file with BEGIN PRIVATE KEY in it, that is, PKCS#8.";
    boolean otherFormat = pem.contains(" PRIVATE KEY-----");
    throw new Unusable(
        Settings.TLS_KEY, otherFormat ? expected + " To convert it, run " + CONVERT : expected);
  }

  private static PrivateKey decode(String base64) throws Unusable {
    return ALGORITHMS.stream()
        .flatMap(algorithm -> decode(base64, algorithm).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new Unusable(
                    Settings.TLS_KEY, "holds a key that is neither RSA, EC, Ed25519 nor Ed448."));
  }

  private static Optional<PrivateKey> decode(String base64, String algorithm) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      KeyFactory keys = KeyFactory.getInstance(algorithm);
      return Optional.of(keys.generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    } catch (IllegalArgumentException | InvalidKeySpecException notSuchAKey) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static String read(String file, Setting<?> setting) throws Unusable {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException e) {
      throw new Unusable(setting, "must be a file that can be read" + SettingParser.not(file));
    }
  }

  private boolean belongsTogether() {
    try {
      return verifies(chain.get(0).getPublicKey(), key);
    } catch (GeneralSecurityException anotherKindOfKey) {
      return false;
    }
  }

  private static boolean verifies(PublicKey open, PrivateKey secret)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            switch (secret.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> "EdDSA";
            });
    byte[] something = {1, 2, 3};
    signature.initSign(secret);
    signature.update(something);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(something);
    return signature.verify(signed);
  }

  /** The host names of the server's own certificate, canonical; may contain wildcards. */
  public Set<String> hostNames() {
    try {
      Collection<List<?>> names = chain.get(0).getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS_NAME))
              .flatMap(name -> AdmittedHosts.canonical((String) name.get(1)).stream())
              .collect(Collectors.toUnmodifiableSet());
    } catch (CertificateParsingException e) {
      throw new IllegalStateException("cannot parse the names of a certificate", e);
    }
  }

  /** When the server's own certificate expires. */
  public Instant expiresAt() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** An in-memory key store with this identity alone, under the empty password. */
  public KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ENTRY, key, new char[0], chain.toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot fill an in-memory key store", e);
    }
  }

  @Override
  public String toString() {
    return chain.get(0).getSubjectX500Principal().getName(); // without the key
  }
}
