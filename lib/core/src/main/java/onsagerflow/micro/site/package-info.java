/// What the ways of keeping spins share: rows of bits, rows of fields, random numbers of sites, the
/// heat bath.
@NullMarked
package onsagerflow.micro.site;

import org.jspecify.annotations.NullMarked;
