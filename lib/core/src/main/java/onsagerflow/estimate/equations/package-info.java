/// Estimating equations as sums over cells, their solution and its sandwich covariance.
@NullMarked
package onsagerflow.estimate.equations;

import org.jspecify.annotations.NullMarked;
