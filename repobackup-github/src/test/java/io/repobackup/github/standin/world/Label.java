package io.repobackup.github.standin.world;

/** A label. <i>Thread-safe.</i> */
public final class Label extends Thing {

    Label(World world, String name) {
        super(world, "LA", world.nextOfMany());
        setUnseen("name", name);
        setUnseen("color", "d73a4a");
    }

    public String name() {
        return text("name", "");
    }
}
