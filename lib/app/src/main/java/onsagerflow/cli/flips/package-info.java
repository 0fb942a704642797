/// The commands `onsagerflow flips kac` and `model`.
@NullMarked
package onsagerflow.cli.flips;

import org.jspecify.annotations.NullMarked;
