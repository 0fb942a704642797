package onsagerflow.neural;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onsagerflow.meso.Closure;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// The mean negative log likelihood of a batch and its gradient, as one graph of SameDiff.
///
///     u = a artanh m + βm f − βφ,   mean = −N L(u) g,   V = s max(N q, 0.001)
///     ½ ln (V + c) + ½ (y − mean)² ln(1 + c/V)/c
///
/// that of few flips ([FlipLikelihood]), in single precision. φ = x·j + h enters as a column: it is linear in j, and its sums over many
/// cells are taken in double precision outside. One instance serves one thread.
final class Likelihood {

  /// Of N q.
  static final float LEAST_VARIANCE = 0.001f;

  private static final String LOSS = "loss";
  private static final String PHI = "phi";

  private final Form form;
  private final KernelStart kernel;
  private final SameDiff graph = SameDiff.create();

  /// Where each variable's values begin in the vector of weights.
  private final Map<String, Integer> offsets = new LinkedHashMap<>();

  /// The nodes that hold the derivatives by the weights and by φ.
  private final Map<String, String> gradients = new LinkedHashMap<>();

  private final Map<String, INDArray> columns = new HashMap<>();
  private int rows;
  private double[] j = {};

  Likelihood(Form form, KernelStart kernel, Closure closure) {
    this.form = form;
    this.kernel = kernel;
    differentiate(define(closure));
  }

  private SDVariable define(Closure closure) {
    var m = column("m");
    var beta = column("beta");
    var b = beta.mul(column(PHI));
    var square = m.mul(m);
    var slopeInputs = new ArrayList<>(List.of(square));
    var noiseInputs = new ArrayList<>(List.of(square, m.mul(b), b.mul(b)));
    if (form.takesTemperature()) {
      var lnT = column("lnT");
      slopeInputs.add(lnT);
      noiseInputs.add(lnT);
    }
    var f = output(form.slope(), slopeInputs);
    var noise = graph.nn().softplus(output(form.noise(), noiseInputs));
    var a = weights("a", 0, 1, 1);
    var u = column("artanh").mul(a).add(beta.mul(m).mul(f)).sub(b);
    var response =
        switch (closure) {
          case COSH -> graph.math().tanh(u);
          case ONSAGER -> u;
        };
    var residual = column("y").add(noise.mul(response).mul(column("g")));
    var least = graph.constant(Nd4j.scalar(LEAST_VARIANCE));
    var variance = graph.math().max(noise.mul(column("q")), least).mul(column("s"));
    var c = column("c");
    var weight = graph.math().log(c.div(variance).add(1)).div(c);
    return graph
        .math()
        .log(variance.add(c))
        .add(residual.mul(residual).mul(weight))
        .mul(0.5)
        .mean(LOSS);
  }

  private SDVariable column(String name) {
    return graph.placeHolder(name, DataType.FLOAT, -1, 1);
  }

  private SDVariable weights(String name, int offset, long... shape) {
    offsets.put(name, offset);
    return graph.var(name, Nd4j.zeros(DataType.FLOAT, shape));
  }

  private SDVariable output(Network network, List<SDVariable> inputs) {
    var values =
        inputs.size() == 1 ? inputs.getFirst() : graph.concat(1, inputs.toArray(SDVariable[]::new));
    int l = 0;
    for (var layer : network.layers()) {
      String name = network.name() + l++;
      var matrix = weights(name + "W", layer.from(), layer.rows(), layer.columns());
      var bias = weights(name + "b", layer.biases(), layer.columns());
      values = graph.nn().linear(values, matrix, bias);
      if (layer.columns() > 1 || l < network.layers().size()) {
        values = graph.math().tanh(values);
      }
    }
    return values;
  }

  /// Adds the chain rule backwards to the graph, operation by operation: a variable's derivative is
  /// complete, and handed on, when all its uses have added to it. (`createGradFunction` does so
  /// too, and prints a line for each operation.)
  private void differentiate(SDVariable loss) {
    var uses = new HashMap<String, Integer>();
    countUses(loss, uses);
    var derivatives = new HashMap<String, SDVariable>();
    derivatives.put(LOSS, graph.constant(Nd4j.scalar(1f)));
    var complete = new ArrayDeque<SDVariable>(List.of(loss));
    while (!complete.isEmpty()) {
      var variable = complete.remove();
      var operation = graph.getVariableOutputOp(variable.name());
      if (operation == null) {
        continue;
      }
      var outer = Objects.requireNonNull(derivatives.get(variable.name()));
      var inner = operation.doDiff(List.of(outer));
      for (int i = 0; i < inner.size(); i++) {
        var input = operation.arg(i);
        derivatives.merge(input.name(), inner.get(i), SDVariable::add);
        if (uses.merge(input.name(), -1, Integer::sum) == 0) {
          complete.add(input);
        }
      }
    }
    for (var name : offsets.keySet()) {
      gradients.put(name, Objects.requireNonNull(derivatives.get(name)).name());
    }
    gradients.put(PHI, Objects.requireNonNull(derivatives.get(PHI)).name());
  }

  /// How many times each variable enters the operations that make another.
  private void countUses(SDVariable variable, Map<String, Integer> uses) {
    var operation = graph.getVariableOutputOp(variable.name());
    if (operation != null) {
      for (var input : operation.args()) {
        if (uses.merge(input.name(), 1, Integer::sum) == 1) {
          countUses(input, uses);
        }
      }
    }
  }

  void setWeights(double[] weights) {
    j = kernel.kernel(weights);
    offsets.forEach(
        (name, offset) -> {
          var values = graph.getVariable(name).getArr();
          var single = new float[Math.toIntExact(values.length())];
          for (int i = 0; i < single.length; i++) {
            single[i] = (float) weights[offset + i];
          }
          write(values, single, single.length);
        });
  }

  /// The mean over the cells of a batch.
  double value(Batch batch) {
    read(batch);
    try (var loss = graph.outputSingle(columns, LOSS)) {
      return loss.getDouble(0);
    }
  }

  /// The mean over the cells of a batch; its gradient is written over `gradient`.
  double value(Batch batch, double[] gradient) {
    read(batch);
    var wanted = new ArrayList<>(gradients.values());
    wanted.add(LOSS);
    var values = graph.output(columns, wanted);
    var byKernel = new double[j.length];
    Arrays.fill(gradient, 0);
    gradients.forEach(
        (name, node) -> {
          float[] derivative = Objects.requireNonNull(values.get(node)).data().asFloat();
          var offset = offsets.get(name);
          if (offset == null) {
            batch.phiGradient(derivative, byKernel);
          } else {
            for (int i = 0; i < derivative.length; i++) {
              gradient[offset + i] = derivative[i];
            }
          }
        });
    kernel.addGradient(byKernel, gradient);
    return Objects.requireNonNull(values.get(LOSS)).getDouble(0);
  }

  private void read(Batch batch) {
    int n = batch.size();
    if (n != rows) {
      columns.clear();
      for (var name : graph.inputs()) {
        columns.put(name, Nd4j.create(DataType.FLOAT, n, 1));
      }
      rows = n;
    }
    var beta = new float[n];
    var artanh = new float[n];
    for (int i = 0; i < n; i++) {
      beta[i] = 1 / batch.temperature[i];
      artanh[i] = (float) form.artanh(batch.m[i]);
    }
    var phi = new float[n];
    batch.phi(j, phi);
    write("m", batch.m);
    write("beta", beta);
    write("artanh", artanh);
    write(PHI, phi);
    write("y", batch.increment);
    write("g", batch.driftScale);
    write("s", batch.varianceScale);
    write("q", batch.noiseFactor);
    write("c", batch.fewFlips);
    if (form.takesTemperature()) {
      var lnT = new float[n];
      for (int i = 0; i < n; i++) {
        lnT[i] = (float) form.temperatureInput(batch.temperature[i]);
      }
      write("lnT", lnT);
    }
  }

  private void write(String column, float[] values) {
    write(Objects.requireNonNull(columns.get(column)), values, rows);
  }

  private static void write(INDArray to, float[] values, int count) {
    to.data().asNioFloat().put(values, 0, count);
  }
}
