package onsagerflow.cli.validate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.KeptRunsException;
import onsagerflow.cli.command.Output;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.ProgressReporter;
import onsagerflow.cli.command.RunFailedException;
import onsagerflow.cli.engine.Distributed;
import onsagerflow.cli.engine.EngineOptions;
import onsagerflow.field.Futures;
import onsagerflow.jobs.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `onsagerflow survey`: a fixed design of conditions, each simulated, learned and judged.
@Command(
    name = "survey",
    header = "Learns under many conditions and tells where it holds.",
    description = {
      "Goes through a fixed, numbered design of conditions: temperatures, fields, interactions,"
          + " block and lattice sizes, lags, kinds of recording, numbers of pairs, starts,"
          + " closures, mobilities, symmetries, with and without a prior. Each is simulated,"
          + " learned, and compared with the exact functions where they are known: error over the"
          + " Cramer-Rao bound, coverage of 95 %% intervals. Every fit must settle, or be refused"
          + " for a reason that is true of its data; and one that settles far from the truth must"
          + " raise a caution. Otherwise the exit code is 1 and the cases are named.",
      "",
      "The table --out is written after each case, and one that is there is gone on with."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow survey --out survey.csv",
      "  # a few cases, three data sets of each",
      "  onsagerflow survey --cases 1,5,10-20 --sets 3 --out some.csv",
      "  # the commands of one case, to look at it by hand",
      "  onsagerflow survey --case 17 --show"
    })
public final class Survey implements Runnable, Distributed {

  /// How large the systems are.
  enum Scale {
    SMOKE,
    FULL
  }

  @Option(
      names = {"--cases", "--case"},
      paramLabel = "<n,...>",
      description = "Cases to go through, such as 1,5,10-20.%n  Default: all")
  private @Nullable String numbers;

  @Option(names = "--every", paramLabel = "<n>", description = "Of these every n-th …")
  private int every = 1;

  @Option(names = "--from", paramLabel = "<i>", description = "… from the i-th on, counted from 0.")
  private int from;

  @Option(names = "--sets", paramLabel = "<n>", description = "Independent data sets of a case.")
  private int sets = 1;

  @Option(
      names = "--scale",
      paramLabel = "smoke|full",
      defaultValue = "full",
      description = "Whether systems are of the design's size, or small: a trial in minutes.")
  private Scale scale = Scale.FULL;

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      description =
          "Cases at work at the same time; the results are the same."
              + "%n  Default: as many as there are processors")
  private @Nullable Integer threads;

  @Option(
      names = "--show",
      description = "Print the commands that make each case, and do nothing else.")
  private boolean show;

  @Output
  @Option(
      names = "--write-kernel",
      paramLabel = "<file>",
      description = "Write the interaction of the one case for simulate, and do nothing else.")
  private @Nullable Path kernelFile;

  @Output
  @Option(
      names = "--out",
      paramLabel = "<file.csv>",
      description = "Table to write, a line for each case, set and temperature.")
  private Path out = Path.of("data/survey.csv");

  @Option(names = "--force", description = "Begin --out anew if it exists.")
  private boolean force;

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Mixin private final Common common = new Common();

  /// A case's data set.
  private record Job(SurveyCase theCase, int set) {
    byte[] bytes() {
      return ByteBuffer.allocate(2 * Integer.BYTES).putInt(theCase.number()).putInt(set).array();
    }
  }

  @Override
  public void run() {
    var design = design();
    var cases = chosen(design);
    if (show) {
      cases.forEach(
          c -> {
            common.print("# case " + c.number() + ": " + c.axes());
            c.commands().forEach(common::print);
          });
    } else if (kernelFile != null) {
      writeKernel(cases, kernelFile);
    } else {
      survey(design, cases);
    }
  }

  private List<SurveyCase> chosen(List<SurveyCase> design) {
    requireAtLeast("--every", every, 1);
    requireAtLeast("--from", from, 0);
    requireAtLeast("--sets", sets, 1);
    requireAtLeast("--threads", threads(), 1);
    var all =
        numbers == null
            ? design
            : CaseNumbers.parse(numbers, design.size()).stream()
                .map(n -> design.get(n - 1))
                .toList();
    var some =
        IntStream.range(0, all.size())
            .filter(i -> i >= from && (i - from) % every == 0)
            .mapToObj(all::get)
            .toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          "--from " + from + " leaves no case of " + all.size() + "; it counts from 0");
    }
    return some;
  }

  private static void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(option + " must be at least " + least + ", got " + value);
    }
  }

  private void writeKernel(List<SurveyCase> cases, Path file) {
    if (cases.size() > 1) {
      throw new IllegalArgumentException(
          "--write-kernel takes one --case, got " + cases.size() + " cases");
    }
    OutputFile.requireWritable("--write-kernel", file, force);
    SurveyData.writeKernel(cases.getFirst(), file);
  }

  private List<SurveyCase> design() {
    return scale == Scale.FULL ? SurveyDesign.full() : SurveyDesign.smoke();
  }

  /// Measures data sets: numbers of a case and a set in, lines of the table out.
  @Override
  public Task task() {
    var design = design();
    return question -> {
      var numbers = ByteBuffer.wrap(question);
      var theCase = design.get(numbers.getInt() - 1);
      return SurveyMeasurement.of(theCase, numbers.getInt(), line -> {}).stream()
          .map(row -> row.line(SurveyMeasurement.COLUMNS))
          .collect(Collectors.joining("\n"))
          .getBytes(StandardCharsets.UTF_8);
    };
  }

  private static List<SurveyRow> rows(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8)
        .lines()
        .map(line -> SurveyRow.of(SurveyMeasurement.COLUMNS, SurveyRow.parse(line)))
        .toList();
  }

  private void survey(List<SurveyCase> design, List<SurveyCase> cases) {
    OutputFile.requireWritable("--out", out, true);
    var table = force ? SurveyFile.empty(out) : SurveyFile.open(out, design);
    fill(table, cases);
    var numbers = cases.stream().map(SurveyCase::number).toList();
    var rows =
        table.rows().stream()
            .filter(row -> numbers.contains(row.caseNumber()) && row.set() < sets)
            .toList();
    var summary = new SurveySummary(rows);
    common.print(summary.text());
    common.print(out + ": " + rows.size() + " fits of " + cases.size() + " cases");
    if (!summary.failures().isEmpty()) {
      common.print(summary.complaints());
      throw new RunFailedException(
          summary.failures().size()
              + " of "
              + rows.size()
              + " fits neither settled nor were refused for a true reason");
    }
  }

  /// Computes what the table lacks, adding each case as it is finished.
  private void fill(SurveyFile table, List<SurveyCase> cases) {
    var jobs =
        cases.stream()
            .flatMap(
                c ->
                    IntStream.range(0, sets)
                        .filter(set -> !table.has(c.number(), set))
                        .mapToObj(set -> new Job(c, set)))
            .toList();
    try (var progress = common.progress("survey", "fits", jobs.size())) {
      engine.run(
          common,
          cluster -> {
            if (cluster.isEmpty()) {
              fill(table, jobs, progress);
              return;
            }
            cluster
                .get()
                .run(
                    jobs.stream().map(Job::bytes).toList(),
                    answer -> {
                      table.add(rows(answer));
                      progress.advance();
                    });
          });
    } catch (RuntimeException e) {
      if (!Interruption.explains(e)) {
        throw e;
      }
      throw Files.exists(out)
          ? new KeptRunsException(
              "interrupted; the cases that were finished are in %s, the same command goes on from them"
                  .formatted(out))
          : new CancellationException();
    }
  }

  private void fill(SurveyFile table, List<Job> jobs, ProgressReporter progress) {
    var pool = Executors.newFixedThreadPool(threads(), Survey::worker);
    try {
      Consumer<String> note =
          line -> {
            synchronized (progress) {
              progress.note(line);
            }
          };
      var done = new ExecutorCompletionService<List<SurveyRow>>(pool);
      for (var job : jobs) {
        done.submit(() -> SurveyMeasurement.of(job.theCase, job.set, note));
      }
      for (int i = 0; i < jobs.size(); i++) {
        table.add(Futures.result(done.take()));
        synchronized (progress) {
          progress.advance();
        }
      }
    } catch (InterruptedException interrupted) {
      throw new CancellationException();
    } finally {
      pool.shutdownNow();
    }
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "survey");
    thread.setDaemon(true);
    return thread;
  }
}
