package chat.server.config;

import static java.util.Map.entry;

import chat.core.file.UploadLimits;
import chat.core.file.UploadLimits.Who;
import chat.server.files.FileSettings;
import chat.server.limit.Rate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of uploads and files; a part of {@link Settings}. Immutable. */
public final class FileSettingsReader {
  private static final int MOST_DIGITS = 15;

  static final Setting<Who> FILES =
      new Setting<>(
          "FILES",
          "on",
          "Who may send files: on, everyone who may send messages; accounts, those who are not"
              + " guests; or off, no one.",
          SettingParser.word(
              List.of(
                  entry("on", Who.EVERYONE),
                  entry("accounts", Who.ACCOUNTS),
                  entry("off", Who.NONE))));
  static final Setting<Long> MAX_FILE_BYTES =
      new Setting<>(
          "MAX_FILE_BYTES", "52428800", "The maximum length of a file in bytes.", bytes(1));

  /** The space of all files. */
  public static final Setting<Long> FILES_QUOTA =
      new Setting<>(
          "FILES_QUOTA",
          "21474836480",
          "How many bytes all files may take together, each in blocks of 4096; beyond it no upload"
              + " begins.",
          bytes(0));

  /** The directory of the files. */
  public static final Setting<Optional<Path>> FILES_DIR =
      new Setting<>(
          "FILES_DIR",
          "",
          "The directory of the files, which belongs to this chat alone; by default files in"
              + " DATA_DIR, and with STORE=memory a temporary one.",
          FileSettingsReader::directory);

  static final Setting<Rate> UPLOADS =
      new Setting<>(
          "LIMIT_UPLOADS", "100+10/h", "How often a user may begin an upload.", RateSettings::rate);
  static final Setting<Rate> ADDRESS_UPLOADS =
      new Setting<>(
          "LIMIT_ADDRESS_UPLOADS",
          "1000+100/h",
          "How often all users of an address may begin an upload.",
          RateSettings::rate);

  /** All settings of files, in the order of the help text. */
  static final List<Setting<?>> ALL =
      List.of(FILES, MAX_FILE_BYTES, FILES_QUOTA, FILES_DIR, UPLOADS, ADDRESS_UPLOADS);

  private FileSettingsReader() {}

  static FileSettings read(SettingSources sources) {
    return new FileSettings(
        new UploadLimits(sources.get(FILES), sources.get(MAX_FILE_BYTES), sources.get(FILES_QUOTA)),
        sources.get(FILES_DIR),
        sources.get(UPLOADS),
        sources.get(ADDRESS_UPLOADS));
  }

  private static SettingParser<Long> bytes(long least) {
    return (text, mistakes) -> {
      String digits = text.strip();
      boolean isNumber = digits.matches("[0-9]{1," + MOST_DIGITS + "}");
      long number = isNumber ? Long.parseLong(digits) : -1;
      if (number < least) {
        mistakes.accept("must be a number of bytes, at least " + least + SettingParser.not(text));
        return least;
      }
      return number;
    };
  }

  private static Optional<Path> directory(String text, Consumer<String> mistakes) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Settings.path(text, mistakes));
  }
}
