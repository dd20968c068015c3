/** Rewards of any task on the command line, their ledger and their sections of the page. */
@NullMarked
package org.gfn4j.app.reward;

import org.jspecify.annotations.NullMarked;
