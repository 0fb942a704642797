/// What is learned beside what is known exactly: distances, bias, efficiency.
@NullMarked
package onsagerflow.estimate.exact;

import org.jspecify.annotations.NullMarked;
