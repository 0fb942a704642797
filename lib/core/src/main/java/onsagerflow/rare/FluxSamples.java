package onsagerflow.rare;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import onsagerflow.io.Checkpoint;
import onsagerflow.statistics.Mean;

/// What forward-flux sampling has found so far, kept in a checkpoint after each stage.
final class FluxSamples {

  /// The run of one repeat in A.
  ///
  /// @param time sweeps, from A to A
  /// @param states at the first crossings of λ₀
  record Basin(double time, List<byte[]> states) implements Serializable {}

  private final String run;
  private final Optional<Checkpoint> checkpoint;
  private final List<Double> interfaces = new ArrayList<>();
  private final List<Double> times = new ArrayList<>();

  /// States by interface and repeat.
  private final List<List<List<byte[]>>> stages = new ArrayList<>();

  private FluxSamples(String run, Optional<Checkpoint> checkpoint) {
    this.run = run;
    this.checkpoint = checkpoint;
  }

  /// Nothing yet, or what the checkpoint holds.
  static FluxSamples resume(String run, Execution execution) {
    var samples = new FluxSamples(run, execution.checkpoint());
    execution.checkpoint().ifPresent(file -> file.load(run, samples::read));
    return samples;
  }

  List<Double> interfaces() {
    return interfaces;
  }

  /// The states at each interface reached so far, by repeat.
  List<List<List<byte[]>>> stages() {
    return stages;
  }

  void place(List<Double> between, double b) {
    interfaces.addAll(between);
    interfaces.add(b);
    save();
  }

  void addBasins(List<Basin> basins) {
    basins.forEach(basin -> times.add(basin.time()));
    stages.add(basins.stream().map(Basin::states).toList());
    save();
  }

  /// @param arrived the trials of the first repeat, then those of the second, …
  void addTrials(List<List<byte[]>> arrived, int trials) {
    var byRepeat = new ArrayList<List<byte[]>>();
    for (int first = 0; first < arrived.size(); first += trials) {
      byRepeat.add(arrived.subList(first, first + trials).stream().flatMap(List::stream).toList());
    }
    stages.add(byRepeat);
    save();
  }

  ForwardFlux.Result result(int trials) {
    int repeats = times.size();
    var time = times.stream().mapToDouble(t -> t).toArray();
    var crossings = counts(0);
    var flips = crossings.clone();
    var probabilities = new ArrayList<Mean>();
    for (int stage = 1; stage < stages.size(); stage++) {
      var arrived = counts(stage);
      var tried = new double[repeats];
      for (int r = 0; r < repeats; r++) {
        tried[r] = stages.get(stage - 1).get(r).isEmpty() ? 0 : trials;
        flips[r] *= arrived[r] / trials;
      }
      probabilities.add(ratio(arrived, tried));
    }
    return new ForwardFlux.Result(
        List.copyOf(interfaces),
        ratio(crossings, time),
        List.copyOf(probabilities),
        ratio(flips, time),
        stages.stream().map(stage -> stage.stream().flatMap(List::stream).toList()).toList());
  }

  private double[] counts(int stage) {
    return stages.get(stage).stream().mapToDouble(Collection::size).toArray();
  }

  /// Σx/Σy with the standard error of linearisation, √(Σ(x − (Σx/Σy) y)²/(R(R − 1)))/ȳ.
  private static Mean ratio(double[] x, double[] y) {
    int n = x.length;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < n; i++) {
      sumX += x[i];
      sumY += y[i];
    }
    double ratio = sumX / sumY;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double residual = x[i] - ratio * y[i];
      squares += residual * residual;
    }
    return new Mean(ratio, Math.sqrt(squares * n / (n - 1)) / sumY, n);
  }

  private void save() {
    checkpoint.ifPresent(file -> file.save(run, this::write));
  }

  private void write(DataOutputStream out) throws IOException {
    writeNumbers(out, interfaces);
    writeNumbers(out, times);
    out.writeInt(stages.size());
    for (var stage : stages) {
      out.writeInt(stage.size());
      for (var states : stage) {
        out.writeInt(states.size());
        for (var state : states) {
          out.writeInt(state.length);
          out.write(state);
        }
      }
    }
  }

  private void read(DataInputStream in) throws IOException {
    readNumbers(in, interfaces);
    readNumbers(in, times);
    int stageCount = in.readInt();
    for (int i = 0; i < stageCount; i++) {
      var stage = new ArrayList<List<byte[]>>();
      int repeats = in.readInt();
      for (int r = 0; r < repeats; r++) {
        var states = new ArrayList<byte[]>();
        int count = in.readInt();
        for (int s = 0; s < count; s++) {
          var state = new byte[in.readInt()];
          in.readFully(state);
          states.add(state);
        }
        stage.add(states);
      }
      stages.add(stage);
    }
  }

  private static void writeNumbers(DataOutputStream out, List<Double> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private static void readNumbers(DataInputStream in, List<Double> numbers) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      numbers.add(in.readDouble());
    }
  }
}
