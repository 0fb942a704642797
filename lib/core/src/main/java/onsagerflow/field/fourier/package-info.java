/// Convolution, correlation and power by fast Fourier transforms.
@NullMarked
package onsagerflow.field.fourier;

import org.jspecify.annotations.NullMarked;
