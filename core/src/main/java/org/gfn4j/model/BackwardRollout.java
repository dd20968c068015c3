package org.gfn4j.model;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.environment.InEdge;
import org.gfn4j.trajectory.IntActions;

/** Walks from terminal states under the backward policy. */
final class BackwardRollout<S> implements Rollout<S> {
    private final DiscreteFlowModel<S> model;
    private final Exploration exploration;

    BackwardRollout(DiscreteFlowModel<S> model, Exploration exploration) {
        this.model = model;
        this.exploration = exploration;
    }

    @Override
    public Choice<S> choose(List<S> states, double[] uniforms) {
        List<List<InEdge<S>>> edges =
                states.stream().map(model.environment()::inEdges).toList();
        double[][] logits = logits(states, edges);
        int[] actions = new int[states.size()];
        List<S> parents = new ArrayList<>(states.size());
        for (int i = 0; i < actions.length; i++) {
            int index = Draw.fromLogits(logits[i], 0, logits[i].length, exploration, uniforms[i]);
            InEdge<S> edge = edges.get(i).get(index);
            actions[i] = edge.action();
            parents.add(edge.parent());
        }
        return new Choice<>(new IntActions(actions), parents);
    }

    private double[][] logits(List<S> states, List<List<InEdge<S>>> edges) {
        double[][] result = new double[states.size()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = new double[edges.get(i).size()];
        }
        switch (model.backwardPolicy()) {
            case UNIFORM -> {}
            case LEARNED -> fillLearned(states, result);
            case EDGE_FLOW -> fillEdgeFlows(edges, result);
        }
        return result;
    }

    private void fillLearned(List<S> states, double[][] result) {
        StateRows<S> rows = model.newRows();
        int[] rowOfState = states.stream().mapToInt(rows::add).toArray();
        try (Logits logits = model.evaluate(rows, false)) {
            for (int i = 0; i < result.length; i++) {
                if (result[i].length > 1) {
                    System.arraycopy(
                            logits.backward(), rows.backwardStart(rowOfState[i]), result[i], 0, result[i].length);
                }
            }
        }
    }

    private void fillEdgeFlows(List<List<InEdge<S>>> edges, double[][] result) {
        StateRows<S> rows = model.newRows();
        for (List<InEdge<S>> group : edges) {
            group.forEach(edge -> rows.add(edge.parent()));
        }
        try (Logits logits = model.evaluate(rows, false)) {
            for (int i = 0; i < result.length; i++) {
                for (int e = 0; e < result[i].length; e++) {
                    InEdge<S> edge = edges.get(i).get(e);
                    result[i][e] = logits.forward()[rows.forwardStart(rows.add(edge.parent())) + edge.action()];
                }
            }
        }
    }

    @Override
    public void close() {}
}
