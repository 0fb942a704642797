package onsagerflow.io;

import io.jhdf.api.Dataset;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.io.format.FieldDataset;
import onsagerflow.io.format.Hdf5Root;
import onsagerflow.io.format.InvalidFileException;

/// The external field of a trajectory file, as root attribute or dataset `field`:
///
/// - one number, one number per run, or a dataset `[frame]`; within a run linear in time between
///   frames, constant where all frames of the run have the same number;
/// - a dataset `[y, x]` on the blocks, constant in time;
/// - a dataset `[frame, y, x]`, linear in time between the frames of a run, its planes read on
///   demand.
///
/// @param ofFrame the field of every frame; frames of a run share one
record RecordedField(List<ExternalField> ofFrame) {

  /// @param numbers the field where it is a number of every frame
  static RecordedField read(
      Path file,
      Hdf5Root root,
      HdfBackingStorage storage,
      Grid grid,
      int[] run,
      double[] time,
      Supplier<double[]> numbers) {
    var dataset = root.dataset("field");
    if (dataset.isEmpty() || dataset.get().getDimensions().length == 1) {
      return ofNumbers(file, run, time, numbers.get());
    }
    if (root.hasAttribute("field")) {
      throw new InvalidFileException(
          file, "field", "given twice, as root attribute and as dataset");
    }
    requireShape(file, dataset.get(), grid, run.length);
    if (dataset.get().getDimensions().length == 2) {
      var pattern = new ScalarField(grid, root.plane("field", dataset.get()));
      return new RecordedField(
          java.util.Collections.nCopies(run.length, finite(file, "field", pattern)));
    }
    var planes = new FieldDataset(file, "field", dataset.get(), storage);
    return ofRuns(
        run,
        frames ->
            ExternalField.sequence(
                times(frames, time),
                i ->
                    plane(file, new ScalarField(grid, planes.read(frames.get(i))), frames.get(i))));
  }

  private static RecordedField ofNumbers(Path file, int[] run, double[] time, double[] h) {
    for (int frame = 0; frame < h.length; frame++) {
      if (!Double.isFinite(h[frame])) {
        throw new InvalidFileException(file, "field", frame, "must be finite, got " + h[frame]);
      }
    }
    return ofRuns(
        run,
        frames -> {
          double[] values = frames.stream().mapToDouble(frame -> h[frame]).toArray();
          return Arrays.stream(values).allMatch(value -> value == values[0])
              ? ExternalField.uniform(values[0])
              : ExternalField.program(TimeProgram.linear(times(frames, time), values));
        });
  }

  private interface FieldOfRun {
    ExternalField of(List<Integer> frames);
  }

  private static RecordedField ofRuns(int[] run, FieldOfRun field) {
    var frames = new LinkedHashMap<Integer, List<Integer>>();
    for (int frame = 0; frame < run.length; frame++) {
      frames.computeIfAbsent(run[frame], r -> new ArrayList<>()).add(frame);
    }
    Map<Integer, ExternalField> fields = new LinkedHashMap<>();
    frames.forEach((number, ofRun) -> fields.put(number, field.of(ofRun)));
    return new RecordedField(
        Arrays.stream(run).mapToObj(r -> Objects.requireNonNull(fields.get(r))).toList());
  }

  private static double[] times(List<Integer> frames, double[] time) {
    return frames.stream().mapToDouble(frame -> time[frame]).toArray();
  }

  private static void requireShape(Path file, Dataset dataset, Grid grid, int frames) {
    int[] shape = dataset.getDimensions();
    int[] constant = {grid.ny(), grid.nx()};
    int[] changing = {frames, grid.ny(), grid.nx()};
    if (Arrays.equals(shape, constant) || Arrays.equals(shape, changing)) {
      return;
    }
    throw new InvalidFileException(
        file,
        "field",
        "has shape %s, not that of the blocks %s or of all frames %s%s"
            .formatted(
                Arrays.toString(shape),
                Arrays.toString(constant),
                Arrays.toString(changing),
                shape[shape.length - 1] == 3 && shape.length > 2
                    ? "; vector fields are not supported by this version"
                    : ""));
  }

  private static ExternalField finite(Path file, String object, ScalarField h) {
    try {
      return ExternalField.pattern(h);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, object, InvalidFileException.reason(e));
    }
  }

  private static ScalarField plane(Path file, ScalarField h, int frame) {
    finite(file, "field, frame " + frame, h);
    return h;
  }
}
