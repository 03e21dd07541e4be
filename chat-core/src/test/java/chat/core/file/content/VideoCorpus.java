package chat.core.file.content;

import static chat.core.file.content.BoxFiles.FTYP;
import static chat.core.file.content.BoxFiles.box;
import static chat.core.file.content.BoxFiles.ftyp;
import static chat.core.file.content.BoxFiles.largeBox;
import static chat.core.file.content.BoxFiles.mdat;
import static chat.core.file.content.BoxFiles.movieFirst;
import static chat.core.file.content.BoxFiles.movieLast;
import static chat.core.file.content.BoxFiles.openBox;
import static chat.core.file.content.BoxFiles.sampleBytes;
import static chat.core.file.content.BoxFiles.track;
import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;

import chat.core.file.content.Corpus.Sample;
import java.util.ArrayList;
import java.util.List;

/** Videos, each with a secret in its metadata. */
final class VideoCorpus {
  private static final byte[] QUICKTIME = ftyp("qt  ", "qt  ");

  private final List<Sample> samples = new ArrayList<>();

  private VideoCorpus() {}

  private void add(ContentType type, String name, byte[] bytes) {
    samples.add(new Sample(name, type, bytes, null));
  }

  static List<Sample> samples(String text) {
    VideoCorpus all = new VideoCorpus();
    byte[] secret = ascii(text);
    byte[] udta = box("udta", box("\u00a9xyz", ascii("\0\24\25\307+48.8-002.2/" + text)));
    byte[] keys = box("keys", new byte[7], box("mdta", ascii("com.apple.quicktime.location")));
    byte[] meta =
        box(
            "meta",
            box("hdlr", new byte[8], ascii("mdta")),
            keys,
            box("ilst", box("data", secret)));
    byte[] uuid = box("uuid", ascii(BoxFiles.XMP_UUID), secret);

    all.add(
        ContentType.MP4, "position first", movieFirst(FTYP, at -> movie(false, at, udta), mdat()));
    all.add(ContentType.MP4, "position last", movieLast(FTYP, at -> movie(false, at, udta)));
    all.add(ContentType.MP4, "wide offsets", movieLast(FTYP, at -> movie(true, at, meta)));
    byte[] large = new ByteWriter().u32(1).text("mdat").u64(16 + sampleBytes().length).done();
    all.add(ContentType.MP4, "large box", movieFirst(FTYP, at -> movie(true, at, udta), large));
    byte[] open = new ByteWriter().u32(0).text("mdat").done();
    all.add(ContentType.MP4, "open box", movieFirst(FTYP, at -> movie(false, at, udta), open));
    all.add(
        ContentType.MP4,
        "large udta",
        movieLast(FTYP, at -> movie(false, at, largeBox("udta", secret))));
    all.add(
        ContentType.MP4,
        "XMP at the end",
        join(movieLast(FTYP, at -> movie(false, at)), uuid, openBox("meta", secret)));
    all.add(
        ContentType.MP4,
        "in tracks",
        movieLast(
            FTYP,
            at -> box("moov", track("vide", false, at, udta), track("soun", true, at, meta))));
    all.add(
        ContentType.MP4,
        "left in free",
        join(FTYP, box("free", secret), box("moov", track("vide", false, 0), box("skip", secret))));
    all.add(
        ContentType.MP4,
        "of a maker",
        join(movieLast(FTYP, at -> movie(false, at, uuid)), box("sefd", secret)));
    byte[] fragment = box("moof", box("mfhd", new byte[8]), box("traf", meta, udta));
    all.add(
        ContentType.MP4,
        "fragments",
        join(FTYP, movie(false, 0), fragment, box("mdat", sampleBytes()), fragment));
    all.add(ContentType.QUICKTIME, "of a phone", movieLast(QUICKTIME, at -> movie(true, at, meta)));
    all.add(
        ContentType.QUICKTIME,
        "without a brand",
        movieLast(box("wide"), at -> movie(false, at, udta, new byte[4])));
    all.add(
        ContentType.MP4_AUDIO,
        "audio",
        movieLast(ftyp("M4A ", "M4A ", "isom"), at -> box("moov", track("soun", false, at), udta)));
    return all.samples;
  }

  private static byte[] movie(boolean wide, int samplesAt, byte[]... more) {
    return box(
        "moov",
        box("mvhd", new byte[100]),
        track("vide", wide, samplesAt),
        track("soun", wide, samplesAt),
        join(more));
  }
}
