/// Domains and the interfaces between them: their number, areas and lengths, droplets, flat walls,
/// and how they grow and shrink.
@NullMarked
package onsagerflow.statistics.domains;

import org.jspecify.annotations.NullMarked;
