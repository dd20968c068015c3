/**
 * The page that shows what a run has learned: {@link org.gfn4j.app.report.ReportPage} makes it from a
 * {@link org.gfn4j.app.report.TrainedRun}, in one file that needs no other.
 */
@NullMarked
package org.gfn4j.app.report;

import org.jspecify.annotations.NullMarked;
