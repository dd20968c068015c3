package org.gfn4j.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gfn4j.environment.VerificationReport.Rule;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.jspecify.annotations.Nullable;

/**
 * A grid with one broken rule, and the state nearest to the source that shows it.
 *
 * <p>Thread-safety: immutable.
 */
record BrokenGrids(String name, BrokenGrid environment, Rule rule, String state, int steps) {

    static Stream<BrokenGrids> all() {
        return Stream.of(
                new BrokenGrids(
                        "an edge in that leads elsewhere",
                        edgesInto("1 1 ...", edges -> {
                            edges.add(new InEdge<>(new Hypergrid(2, 3).source(), 0));
                        }),
                        Rule.IN_EDGE_EXTRA,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "an edge in that is no action",
                        edgesInto("1 1 ...", edges -> {
                            edges.add(new InEdge<>(new Hypergrid(2, 3).source(), 3));
                        }),
                        Rule.IN_EDGE_EXTRA,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a missing edge in",
                        edgesInto("2 1 ...", edges -> edges.remove(1)),
                        Rule.IN_EDGE_MISSING,
                        "2 1 ...",
                        3),
                new BrokenGrids("no edges in", edgesInto("0 1 ...", List::clear), Rule.NO_IN_EDGE, "0 1 ...", 1),
                new BrokenGrids(
                        "an edge in listed twice",
                        edgesInto("1 1 ...", edges -> edges.add(edges.get(0))),
                        Rule.IN_EDGE_TWICE,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "an edge into the source",
                        edgesInto("0 0 ...", edges -> {
                            edges.add(new InEdge<>(new Hypergrid(2, 3).unfinished(2, 2), 0));
                        }),
                        Rule.SOURCE,
                        "0 0 ...",
                        0),
                new BrokenGrids(
                        "a wrong count of edges in",
                        new BrokenGrid() {
                            @Override
                            public int inEdgeCount(Cell state) {
                                return state.equals(middle) ? 3 : super.inEdgeCount(state);
                            }
                        },
                        Rule.IN_EDGE_COUNT,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a wrong index of an edge in",
                        new BrokenGrid() {
                            @Override
                            public int inEdgeIndex(Cell parent, int action, Cell child) {
                                return child.equals(middle) ? 0 : super.inEdgeIndex(parent, action, child);
                            }
                        },
                        Rule.IN_EDGE_INDEX,
                        "1 1 ...",
                        2),
                new BrokenGrids("a loop", childOf("0 0 ...", 0, "0 0 ..."), Rule.NO_CYCLE, "0 0 ...", 1),
                new BrokenGrids(
                        "a way back to the source", childOf("1 0 ...", 0, "0 0 ..."), Rule.NO_CYCLE, "0 0 ...", 2),
                new BrokenGrids(
                        "an unfinished state said to be terminal",
                        new BrokenGrid() {
                            @Override
                            public boolean isTerminal(Cell state) {
                                return state.equals(middle) || super.isTerminal(state);
                            }
                        },
                        Rule.TERMINAL,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a finished state said not to be terminal",
                        new BrokenGrid() {
                            @Override
                            public boolean isTerminal(Cell state) {
                                return super.isTerminal(state) && !format(state).equals("0 2");
                            }
                        },
                        Rule.STOP,
                        "0 2 ...",
                        2),
                new BrokenGrids("a stop action that goes on", stopAt("1 1 ...", 0), Rule.STOP, "1 1 ...", 2),
                new BrokenGrids("a stop action that does not exist", stopAt("1 1 ...", 3), Rule.STOP, "1 1 ...", 2),
                new BrokenGrids("a negative stop action", stopAt("1 1 ...", -2), Rule.STOP, "1 1 ...", 2),
                new BrokenGrids(
                        "a stop action that is denied",
                        stopAt("1 1 ...", DiscreteEnvironment.NO_STOP),
                        Rule.STOP,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a stopped state that differs",
                        new BrokenGrid() {
                            @Override
                            public @Nullable Cell stopped(Cell state) {
                                return state.equals(middle) ? grid.finished(0, 0) : super.stopped(state);
                            }
                        },
                        Rule.STOP,
                        "1 1 ...",
                        2),
                new BrokenGrids("a text of two lines", textOf("1 1 ...", "1\n1 ..."), Rule.TEXT_LINE, "1\\n1 ...", 2),
                new BrokenGrids("a text with a blank at its end", textOf("1 1 ...", "1 1 "), Rule.TEXT_LINE, "1 1", 2),
                new BrokenGrids(
                        "a text that is read as another state",
                        new BrokenGrid() {
                            @Override
                            public Cell parse(String text) {
                                return text.equals("1 1 ...") ? source() : super.parse(text);
                            }
                        },
                        Rule.TEXT_ROUND_TRIP,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a text of two states", textOf("1 1 ...", "0 0 ..."), Rule.TEXT_DIFFERENT, "0 0 ...", 2),
                new BrokenGrids("a text that cannot be read", textOf("1 1 ...", "one one"), Rule.ANSWER, "one one", 2),
                new BrokenGrids(
                        "an exception in child",
                        new BrokenGrid() {
                            @Override
                            public Cell child(Cell state, int action) {
                                if (state.equals(middle) && action == 1) {
                                    throw new IllegalStateException("no way");
                                }
                                return super.child(state, action);
                            }
                        },
                        Rule.ANSWER,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a stack overflow in actionCount",
                        new BrokenGrid() {
                            @Override
                            public int actionCount(Cell state) {
                                return state.equals(middle) ? actionCount(state) : super.actionCount(state);
                            }
                        },
                        Rule.ANSWER,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a child that is null",
                        new BrokenGrid() {
                            @Override
                            @SuppressWarnings("NullAway")
                            public Cell child(Cell state, int action) {
                                return state.equals(middle) ? null : super.child(state, action);
                            }
                        },
                        Rule.ANSWER,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a negative number of actions",
                        new BrokenGrid() {
                            @Override
                            public int actionCount(Cell state) {
                                return state.equals(middle) ? -1 : super.actionCount(state);
                            }
                        },
                        Rule.ANSWER,
                        "1 1 ...",
                        2),
                new BrokenGrids(
                        "a child that changes",
                        new BrokenGrid() {
                            private final AtomicInteger calls = new AtomicInteger();

                            @Override
                            public Cell child(Cell state, int action) {
                                boolean changes = action < 2 && state.equals(grid.unfinished(1, 0));
                                return super.child(state, changes ? calls.getAndIncrement() % 2 : action);
                            }
                        },
                        Rule.REPEATABLE,
                        "1 0 ...",
                        1));
    }

    static BrokenGrid edgesInto(String text, Consumer<List<InEdge<Cell>>> change) {
        return new BrokenGrid() {
            @Override
            public List<InEdge<Cell>> inEdges(Cell state) {
                List<InEdge<Cell>> edges = new ArrayList<>(super.inEdges(state));
                if (format(state).equals(text)) {
                    change.accept(edges);
                }
                return edges;
            }
        };
    }

    private static BrokenGrid childOf(String text, int broken, String child) {
        return new BrokenGrid() {
            @Override
            public Cell child(Cell state, int action) {
                return format(state).equals(text) && action == broken ? parse(child) : super.child(state, action);
            }
        };
    }

    private static BrokenGrid stopAt(String text, int stop) {
        return new BrokenGrid() {
            @Override
            public int stopAction(Cell state) {
                return format(state).equals(text) ? stop : super.stopAction(state);
            }
        };
    }

    private static BrokenGrid textOf(String of, String text) {
        return new BrokenGrid() {
            @Override
            public String format(Cell state) {
                String right = super.format(state);
                return right.equals(of) ? text : right;
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
