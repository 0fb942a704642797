package onsagerflow.micromagnetic.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.field.DrivenField;
import onsagerflow.field.ExternalField;
import onsagerflow.field.FieldSum;
import onsagerflow.field.TimeProgram;

/// What a [ProblemFile] says of the applied field, read and written.
final class FieldEntries {

  private FieldEntries() {}

  static ExternalField read(Entries entries) {
    if (!entries.has("field") || !entries.isObject("field")) {
      return uniform(entries.vector("field", 0, 0, 0));
    }
    return entries
        .object("field", Set.of("constant", "sine", "program"))
        .make(
            of -> {
              var sum = uniform(of.vector("constant", 0, 0, 0));
              if (of.has("sine")) {
                sum = sum.plus(sine(of.object("sine", Set.of("amplitude", "frequency", "phase"))));
              }
              if (of.has("program")) {
                sum = sum.plus(program(of.object("program", Set.of("times", "values"))));
              }
              return sum;
            });
  }

  static ExternalField uniform(double... b) {
    return ExternalField.vector(b[0], b[1], b[2]);
  }

  private static ExternalField sine(Entries of) {
    double period = 1 / of.positive("frequency");
    double phase = of.number("phase", 0);
    return vector(
        of.vector("amplitude"), amplitude -> TimeProgram.harmonic(amplitude, period, phase));
  }

  private static ExternalField vector(double[] amplitudes, DoubleFunction<TimeProgram> program) {
    return ExternalField.vector(
        Arrays.stream(amplitudes)
            .mapToObj(
                b -> b == 0 ? ExternalField.uniform(0) : ExternalField.program(program.apply(b)))
            .toArray(ExternalField[]::new));
  }

  private static ExternalField program(Entries of) {
    double[] times = of.numbers("times");
    var values = of.vectors("values");
    if (values.size() != times.length) {
      throw new IllegalArgumentException(
          "values must be one for each of %s times, got %s".formatted(times.length, values.size()));
    }
    return ExternalField.vector(
        IntStream.range(0, 3)
            .mapToObj(c -> values.stream().mapToDouble(b -> b[c]).toArray())
            .map(
                b ->
                    Arrays.stream(b).allMatch(value -> value == 0)
                        ? ExternalField.uniform(0)
                        : ExternalField.program(TimeProgram.linear(times, b)))
            .toArray(ExternalField[]::new));
  }

  /// A field as [#read] takes it.
  ///
  /// @throws IllegalArgumentException if it varies in space, or has sines of two kinds
  static JsonNode write(ExternalField field) {
    var parts = new Parts();
    for (int c = 0; c < 3; c++) {
      parts.add(c, field.component(c, 3));
    }
    return parts.json();
  }

  /// Three numbers.
  static ArrayNode list(double... numbers) {
    var list = JsonNodeFactory.instance.arrayNode();
    Arrays.stream(numbers).forEach(list::add);
    return list;
  }

  /// A field taken apart.
  private static final class Parts {
    private final double[] constant = new double[3];
    private final double[] amplitude = new double[3];
    private final List<TimeProgram.Harmonic> sines = new ArrayList<>();
    private final List<List<ExternalField>> programs =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final Set<Double> times = new TreeSet<>();

    void add(int c, ExternalField field) {
      switch (field) {
        case ExternalField.Uniform(double b) -> constant[c] += b;
        case FieldSum(var terms) -> terms.forEach(term -> add(c, term));
        case DrivenField(ExternalField.Uniform(double b), TimeProgram.Harmonic sine) -> {
          amplitude[c] += b * sine.amplitude();
          sines.add(sine);
        }
        case DrivenField(ExternalField.Uniform _, TimeProgram.Linear program) -> {
          programs.get(c).add(field);
          Arrays.stream(program.points()).forEach(times::add);
        }
        default ->
            throw new IllegalArgumentException(
                "a field that varies in space is not written to a problem file: " + field);
      }
    }

    JsonNode json() {
      if (sines.isEmpty() && times.isEmpty()) {
        return list(constant);
      }
      var json = JsonNodeFactory.instance.objectNode();
      json.set("constant", list(constant));
      if (!sines.isEmpty()) {
        json.set("sine", sine());
      }
      if (!times.isEmpty()) {
        var program = json.putObject("program");
        program.set("times", list(times.stream().mapToDouble(t -> t).toArray()));
        var values = program.putArray("values");
        times.forEach(t -> values.add(list(valuesAt(t))));
      }
      return json;
    }

    private JsonNode sine() {
      double period = sines.getFirst().period();
      double phase = sines.getFirst().phase();
      if (sines.stream().anyMatch(of -> of.period() != period || of.phase() != phase)) {
        throw new IllegalArgumentException(
            "a problem file holds sines of one frequency and phase, got " + sines);
      }
      var sine = JsonNodeFactory.instance.objectNode();
      sine.set("amplitude", list(amplitude));
      return sine.put("frequency", 1 / period).put("phase", phase);
    }

    private double[] valuesAt(double t) {
      return programs.stream()
          .mapToDouble(of -> of.stream().mapToDouble(program -> program.at(t)).sum())
          .toArray();
    }
  }
}
