/// What the data say against the fit, and against themselves, in sentences.
@NullMarked
package onsagerflow.estimate.check;

import org.jspecify.annotations.NullMarked;
