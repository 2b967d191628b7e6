package io.repobackup.github.standin.world;

/** A milestone. <i>Thread-safe.</i> */
public final class Milestone extends Thing {

    private final long number;

    Milestone(World world, String title, long number) {
        super(world, "MI", world.nextOfFew());
        this.number = number;
        setUnseen("title", title);
        setUnseen("state", "open");
    }

    public long number() {
        return number;
    }
}
