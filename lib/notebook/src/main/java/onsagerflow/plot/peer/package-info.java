/// What other programs find on the same data, beside ours.
@NullMarked
package onsagerflow.plot.peer;

import org.jspecify.annotations.NullMarked;
