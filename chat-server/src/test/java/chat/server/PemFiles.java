package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A key and a self-signed certificate as PEM files, created by the JDK's keytool. Immutable. */
public record PemFiles(Path certificate, Path key, KeyStore trusted) {
  private static final String PASSWORD = "changeit";

  public static PemFiles make(Path directory, String algorithm) throws Exception {
    Path store = directory.resolve(algorithm + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "chat",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=chat.example",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    return export(store, directory, algorithm);
  }

  private static PemFiles export(Path store, Path directory, String name)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] key = keys.getKey("chat", PASSWORD.toCharArray()).getEncoded();
    byte[] certificate = keys.getCertificate("chat").getEncoded();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("chat", keys.getCertificate("chat"));
    return new PemFiles(
        write(directory.resolve(name + ".crt"), "CERTIFICATE", certificate),
        write(directory.resolve(name + ".key"), "PRIVATE KEY", key),
        trusted);
  }

  public static Path write(Path file, String kind, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
  }
}
