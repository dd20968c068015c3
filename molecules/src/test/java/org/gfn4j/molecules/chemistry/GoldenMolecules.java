package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;

/** The molecules of {@code golden/descriptors.csv} and what RDKit computes for them. */
final class GoldenMolecules {
    private GoldenMolecules() {}

    record Golden(
            String smiles,
            String name,
            double weight,
            double logP,
            double polarSurface,
            int acceptors,
            int donors,
            int rotatableBonds,
            int aromaticRings,
            List<Integer> alerts,
            double qed,
            int aromaticAtoms,
            int aromaticBonds,
            String scaffold) {
        IAtomContainer molecule() {
            return GoldenMolecules.parse(smiles);
        }

        private static Golden of(String line) {
            String[] values = line.split(",", -1);
            List<Integer> alerts = new ArrayList<>();
            for (String alert : values[9].split(" ", -1)) {
                if (!alert.isEmpty()) {
                    alerts.add(Integer.parseInt(alert));
                }
            }
            return new Golden(
                    values[0],
                    values[1],
                    Double.parseDouble(values[2]),
                    Double.parseDouble(values[3]),
                    Double.parseDouble(values[4]),
                    Integer.parseInt(values[5]),
                    Integer.parseInt(values[6]),
                    Integer.parseInt(values[7]),
                    Integer.parseInt(values[8]),
                    List.copyOf(alerts),
                    Double.parseDouble(values[10]),
                    Integer.parseInt(values[11]),
                    Integer.parseInt(values[12]),
                    values[13]);
        }
    }

    static List<Golden> all() {
        try (InputStream in = GoldenMolecules.class.getResourceAsStream("/golden/descriptors.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Golden::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IAtomContainer parse(String smiles) {
        try {
            return Smiles.parse(smiles);
        } catch (SmilesException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
