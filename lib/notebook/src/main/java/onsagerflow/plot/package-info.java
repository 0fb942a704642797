/// Figures, heat maps and tables in one house style, and the extension that shows them in a
/// notebook.
@NullMarked
package onsagerflow.plot;

import org.jspecify.annotations.NullMarked;
