package onsagerflow.meso;

/// The slope s′(m) of the entropy term in eq. (7), an odd function; artanh(m)/β for mean-field
/// spins.
public interface EntropySlope {

  /// s′(m), finite for every |m| ≤ 1.
  double at(double m);

  /// ds′/dm.
  double derivative(double m);
}
