package org.gfn4j.rewards;

/** The key of an object as it stands in the tables. */
record CacheKey(String object, String marks) implements Comparable<CacheKey> {

    static CacheKey of(RewardKey key) {
        return new CacheKey(CacheText.key(key.object()), CacheText.key(key.marks()));
    }

    @Override
    public int compareTo(CacheKey other) {
        int order = object.compareTo(other.object);
        return order != 0 ? order : marks.compareTo(other.marks);
    }
}
