package org.gfn4j.molecules.asset;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be installed.
 *
 * <p>Thread-safety: immutable.
 *
 * @param assets the assets, in the order to show them in
 */
public record AssetCatalogue(List<Asset> assets) {
    private static final String RESOURCE = "assets.json";

    /** Keeps a copy of the assets. */
    public AssetCatalogue {
        assets = List.copyOf(assets);
    }

    /**
     * Returns the catalogue in the jar.
     *
     * @return what the project knows of
     */
    public static AssetCatalogue standard() {
        try (InputStream in = AssetCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + AssetCatalogue.class);
            }
            return new AssetCatalogue(List.of(new JsonMapper().readValue(in, Asset[].class)));
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Returns an asset.
     *
     * @param name its name
     * @return what is known of it
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public Asset asset(String name) {
        return assets.stream()
                .filter(asset -> asset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no asset '" + name + "'; the assets are: "
                        + String.join(", ", assets.stream().map(Asset::name).toList())));
    }
}
