package onsagerflow.field.fourier;

/// What [TensorConvolution] does, by one library or another.
sealed interface TensorProduct permits FftwTensorProduct, PortableTensorProduct {

  void apply(double[][] v, double[][] h);
}
