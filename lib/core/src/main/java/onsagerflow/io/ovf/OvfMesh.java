package onsagerflow.io.ovf;

/// The nodes of an OVF field.
public sealed interface OvfMesh {

  /// Unit of lengths as the file spells it, such as `m`; empty where it says none.
  String unit();

  /// The number of nodes.
  long count();

  /// Whether the file gives the place of each node.
  default boolean isIrregular() {
    return this instanceof Irregular;
  }

  /// A node, in words.
  ///
  /// @param node from 0
  String node(long node);

  /// Nodes of a rectangular lattice, each in the centre of a cell; x runs fastest.
  ///
  /// @param x,y,z the axes
  record Rectangular(String unit, Axis x, Axis y, Axis z) implements OvfMesh {

    @Override
    public long count() {
      return Math.multiplyExact(Math.multiplyExact((long) x.nodes, y.nodes), z.nodes);
    }

    @Override
    public String node(long node) {
      return "node (x %s, y %s, z %s)"
          .formatted(node % x.nodes, node / x.nodes % y.nodes, node / x.nodes / y.nodes);
    }

    /// As in `128 x 32 x 1`, along x, y and z.
    public String extent() {
      return x.nodes + " x " + y.nodes + " x " + z.nodes;
    }
  }

  /// One direction of a rectangular lattice.
  ///
  /// @param nodes number of them
  /// @param base place of the first
  /// @param step from one to the next, the edge of a cell; 0 where the writer did not know it
  record Axis(int nodes, double base, double step) {
    public Axis {
      if (nodes < 1) {
        throw new IllegalArgumentException("an axis needs nodes, got " + nodes);
      }
      if (!(step >= 0) || Double.isInfinite(step) || !Double.isFinite(base)) {
        throw new IllegalArgumentException(
            "an axis needs a base and a step >= 0, got %s and %s".formatted(base, step));
      }
    }
  }

  /// Nodes anywhere.
  record Irregular(String unit, long count) implements OvfMesh {
    public Irregular {
      if (count < 1) {
        throw new IllegalArgumentException("a mesh needs nodes, got " + count);
      }
    }

    @Override
    public String node(long node) {
      return "node " + node;
    }
  }
}
