package onsagerflow.cli.simulate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.KeptRunsException;
import onsagerflow.cli.command.Output;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.io.ResumableVectorTrajectory;
import onsagerflow.io.WholeFile;
import onsagerflow.io.ovf.OvfEncoding;
import onsagerflow.io.ovf.OvfFrames;
import onsagerflow.micromagnetic.Motion;
import onsagerflow.micromagnetic.file.MotionTable;
import onsagerflow.micromagnetic.file.MumaxScript;
import onsagerflow.micromagnetic.file.ProblemFile;
import onsagerflow.micromagnetic.file.Recording;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow simulate llg`: micromagnetics on a finite-difference grid.
@Command(
    name = "llg",
    header = "Simulates micromagnetics on a finite-difference grid.",
    description =
        "Runs a problem of the schema onsagerflow-micromagnetic/1, one JSON object in SI units:"
            + " cells, materials and regions, fields, currents, temperature, start and times. Cold"
            + " samples move by Gilbert's equation with steps of controlled error, warm ones by the"
            + " stochastic Landau-Lifshitz-Gilbert equation. Frames hold M/Ms of cells or of blocks"
            + " of them, times are in seconds. Where --out ends in .mx3, nothing is run: the"
            + " problem is written as a script for mumax3, with its start beside it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow simulate llg problem.json --out a.h5 --table a.txt --ovf frames",
      "  onsagerflow simulate llg problem.json --block 4 --out b.h5",
      "  # the same problem for mumax3",
      "  onsagerflow simulate llg problem.json --out a.mx3"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters
final class SimulateLlg implements Runnable {

  @Parameters(index = "0", paramLabel = "<problem.json>", description = "The problem.")
  private Path problem;

  @Option(
      names = "--block",
      paramLabel = "<B>",
      description = "Record the mean of blocks of B cells along each edge.")
  private int block = 1;

  @Output
  @Option(
      names = "--table",
      paramLabel = "<file>",
      description =
          "Write a table too, as text that mumax3 writes: time, mean of m, and energies, at each"
              + " frame.")
  private @Nullable Path table;

  @Option(
      names = "--ovf",
      paramLabel = "<folder>",
      description =
          "Write each frame as OVF 2.0 into this folder too, m000000.ovf and so on, as mumax3"
              + " does.")
  private @Nullable Path ovf;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "<s>",
      description =
          "Seconds after which the state at a frame is saved beside --out, so that the same command"
              + " goes on from there if it is cut off.")
  private double checkpointEvery = 60;

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var out = output.path();
    if (!(checkpointEvery >= 0)) {
      throw new IllegalArgumentException(
          "--checkpoint-every must be >= 0 seconds, got " + checkpointEvery);
    }
    if (table != null) {
      output.requireWritable("--table", table);
    }
    var file = ProblemFile.read(problem);
    if (out.toString().endsWith(".mx3")) {
      var start = MumaxScript.write(out, file);
      common.print("%s: a script for mumax3, which begins from %s".formatted(out, start));
      return;
    }
    if (ovf != null && !Files.isDirectory(ovf)) {
      throw new IllegalArgumentException(
          Files.exists(ovf)
              ? "--ovf " + ovf + " is no folder"
              : "--ovf: there is no folder " + ovf + "; make it first");
    }
    var recording = new Recording(file.problem(), block);
    var times = file.run().times();
    var rows = new ArrayList<String>();
    var seed =
        file.problem().setting().temperature().isPresent()
            ? OptionalLong.of(file.run().seed())
            : OptionalLong.empty();
    var origin = recording.origin(words(file), seed);
    var motion = file.begin();
    var lines = new MotionTable(motion);
    long saved = System.nanoTime();
    try (var progress = common.progress("simulate", "frames", times.size());
        var frames =
            new ResumableVectorTrajectory(
                out,
                plan(file, motion),
                origin,
                recording.conditions(),
                1,
                times.size(),
                false,
                in -> restore(in, motion, rows))) {
      for (int i = 0; i < frames.written(); i++) {
        progress.advance();
      }
      int number = frames.written();
      for (double time : times.subList(frames.written(), times.size())) {
        motion.advance(Math.max(0, time - motion.time()));
        var frame = recording.frame(motion, time);
        if (ovf != null) {
          OvfFrames.of(origin, frame)
              .write(ovf.resolve("m%s.ovf".formatted(sixDigits(number))), OvfEncoding.BINARY_4);
        }
        number++;
        frames.accept(frame);
        rows.add(lines.row());
        if (System.nanoTime() - saved >= 1e9 * checkpointEvery) {
          frames.save(to -> save(to, motion, rows));
          saved = System.nanoTime();
        }
        progress.advance();
      }
    } catch (CancellationException e) {
      throw ResumableVectorTrajectory.isCutOff(out)
          ? new KeptRunsException(
              "interrupted; what is there is kept in %s.runs, the same command goes on from it"
                  .formatted(out))
          : e;
    }
    if (table != null) {
      WholeFile.write(
          table, (lines.header() + String.join("", rows)).getBytes(StandardCharsets.UTF_8));
    }
    common.print(
        String.format(
            Locale.ROOT,
            "%s: %d frames of %s, t = 0 to %s s, mean m (%.6f, %.6f, %.6f) at the end",
            out,
            times.size(),
            origin.grid().extent() + (block == 1 ? " cells" : " blocks"),
            (float) file.run().duration(),
            motion.mean()[0],
            motion.mean()[1],
            motion.mean()[2]));
  }

  private static String sixDigits(int number) {
    return String.valueOf(1_000_000 + number).substring(1);
  }

  private static void save(DataOutputStream out, Motion motion, List<String> rows)
      throws IOException {
    out.writeInt(rows.size());
    for (String row : rows) {
      out.writeUTF(row);
    }
    motion.save(out);
  }

  private static void restore(DataInputStream in, Motion motion, List<String> rows)
      throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      rows.add(in.readUTF());
    }
    motion.restore(in);
  }

  private static String words(ProblemFile file) {
    var setting = file.problem().setting();
    return "micromagnetic LLG, %s%s"
        .formatted(
            file.problem().sample().mesh(),
            setting.temperature().isPresent()
                ? ", %s K".formatted((float) setting.temperature().getAsDouble())
                : "");
  }

  /// All that decides the frames, as text.
  private String plan(ProblemFile file, Motion motion) {
    return "%s, %s, start %s, block %s"
        .formatted(
            file.problem().identity(),
            file.run(),
            Integer.toHexString(Arrays.hashCode(motion.m().values())),
            block);
  }
}
