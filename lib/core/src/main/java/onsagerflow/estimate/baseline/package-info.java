/// Other estimators on the same data: eq. (4), Kramers–Moyal, raw variances.
@NullMarked
package onsagerflow.estimate.baseline;

import org.jspecify.annotations.NullMarked;
