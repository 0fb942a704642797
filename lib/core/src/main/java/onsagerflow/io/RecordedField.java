package onsagerflow.io;

import io.jhdf.api.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.io.format.FieldDataset;
import onsagerflow.io.format.FrameShape;
import onsagerflow.io.format.Hdf5Root;
import onsagerflow.io.format.InvalidFileException;

/// The external field of a trajectory file, as root attribute or dataset `field`:
///
/// - one number, one number per run, or a dataset `[frame]`; within a run linear in time between
///   frames, constant where all frames of the run have the same number;
/// - a dataset `[(z,) y, x]` on the blocks, constant in time;
/// - a dataset `[frame, (z,) y, x]`, linear in time between the frames of a run, its planes read on
///   demand.
///
/// In a file of vectors the attribute has as many numbers as they have components, and datasets
/// have a last axis of these; where it is one number after all (per run, per frame), it is the last
/// component.
final class RecordedField {

  private final Path file;
  private final Hdf5Root root;
  private final FrameShape shape;
  private final int[] run;
  private final double[] time;

  /// @param shape of a field in space
  /// @param run of each frame
  /// @param time of each frame
  RecordedField(Path file, Hdf5Root root, FrameShape shape, int[] run, double[] time) {
    this.file = file;
    this.root = root;
    this.shape = shape;
    this.run = run.clone();
    this.time = time.clone();
  }

  /// The field of every frame; frames of a run share one.
  ///
  /// @param numbers the field where it is one number of every frame
  List<ExternalField> read(Supplier<double[]> numbers) {
    var dataset = root.dataset("field");
    if (dataset.isEmpty()) {
      return shape.axis() > 0 && root.numbers("field").length == shape.axis()
          ? ofAll(attribute(root.numbers("field")))
          : ofNumbers(numbers.get());
    }
    int[] axes = dataset.get().getDimensions();
    if (axes.length == 1) {
      return ofNumbers(numbers.get());
    }
    if (root.hasAttribute("field")) {
      throw new InvalidFileException(
          file, "field", "given twice, as root attribute and as dataset");
    }
    requireShape(axes);
    if (axes.length == 2 && shape.axis() > 0) {
      return ofVectors(root.whole("field", dataset.get()));
    }
    return Arrays.equals(axes, shape.axes())
        ? ofAll(pattern("field", root.whole("field", dataset.get())))
        : ofPlanes(dataset.get());
  }

  private ExternalField attribute(double... h) {
    if (!Arrays.stream(h).allMatch(Double::isFinite)) {
      throw new InvalidFileException(
          file, "attribute field", "must be finite, got " + Arrays.toString(h));
    }
    return field(c -> ExternalField.uniform(h[c]));
  }

  private ExternalField pattern(String object, double... stored) {
    var h = shape.field(stored);
    return field(c -> finite(object, h.component(c)));
  }

  /// One component for each of m.
  private ExternalField field(IntFunction<ExternalField> component) {
    return shape.axis() == 0
        ? component.apply(0)
        : ExternalField.vector(
            IntStream.range(0, shape.axis()).mapToObj(component).toArray(ExternalField[]::new));
  }

  private List<ExternalField> ofAll(ExternalField field) {
    return Collections.nCopies(run.length, field);
  }

  private List<ExternalField> ofNumbers(double... h) {
    requireFinite(h, 1);
    return ofRuns(frames -> numbers(frames, frame -> h[frame]));
  }

  private List<ExternalField> ofVectors(double... h) {
    int n = shape.axis();
    requireFinite(h, n);
    return ofRuns(frames -> field(c -> numbers(frames, frame -> h[frame * n + c])));
  }

  private void requireFinite(double[] h, int components) {
    for (int i = 0; i < h.length; i++) {
      if (!Double.isFinite(h[i])) {
        throw new InvalidFileException(
            file, "field", i / components, "must be finite, got " + h[i]);
      }
    }
  }

  private ExternalField numbers(List<Integer> frames, IntToDoubleFunction h) {
    double[] values = frames.stream().mapToDouble(h::applyAsDouble).toArray();
    return Arrays.stream(values).allMatch(value -> value == values[0])
        ? ExternalField.uniform(values[0])
        : ExternalField.program(TimeProgram.linear(times(frames), values));
  }

  private List<ExternalField> ofPlanes(Dataset dataset) {
    var planes = new FieldDataset(file, "field", dataset, root, shape);
    return ofRuns(
        frames ->
            field(
                c -> ExternalField.sequence(times(frames), i -> plane(planes, frames.get(i), c))));
  }

  private ScalarField plane(FieldDataset planes, int frame, int component) {
    var h = shape.field(planes.read(frame)).component(component);
    finite("field, frame " + frame, h);
    return h;
  }

  private List<ExternalField> ofRuns(Function<List<Integer>, ExternalField> field) {
    var frames = new LinkedHashMap<Integer, List<Integer>>();
    for (int frame = 0; frame < run.length; frame++) {
      frames.computeIfAbsent(run[frame], r -> new ArrayList<>()).add(frame);
    }
    Map<Integer, ExternalField> fields = new LinkedHashMap<>();
    frames.forEach((number, ofRun) -> fields.put(number, field.apply(ofRun)));
    return Arrays.stream(run).mapToObj(r -> Objects.requireNonNull(fields.get(r))).toList();
  }

  private double[] times(List<Integer> frames) {
    return frames.stream().mapToDouble(frame -> time[frame]).toArray();
  }

  private void requireShape(int... axes) {
    int[] constant = shape.axes();
    int[] changing = shape.axes(run.length);
    int[] ofFrames = {run.length, shape.axis()};
    boolean isVectors = shape.axis() > 0 && Arrays.equals(axes, ofFrames);
    if (isVectors || Arrays.equals(axes, constant) || Arrays.equals(axes, changing)) {
      return;
    }
    throw new InvalidFileException(
        file,
        "field",
        "has shape %s, not that of the blocks %s or of all frames %s%s"
            .formatted(
                Arrays.toString(axes),
                Arrays.toString(constant),
                Arrays.toString(changing),
                shape.axis() > 0 ? " or " + Arrays.toString(ofFrames) : ""));
  }

  private ExternalField finite(String object, ScalarField h) {
    try {
      return ExternalField.pattern(h);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, object, InvalidFileException.reason(e));
    }
  }
}
