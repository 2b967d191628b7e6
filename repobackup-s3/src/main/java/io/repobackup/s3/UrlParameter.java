package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.s3.SinkUrl.Parameter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A parameter of a sink's URL, with what it sets. */
enum UrlParameter {
    ENDPOINT("endpoint", "a URL such as https://minio.example.org:9000") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.endpoint(URI.create(value));
        }
    },
    REGION("region", "a name such as eu-central-1") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.region(notEmpty(value));
        }
    },
    PATH_STYLE("pathStyle", "true or false") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            if (truth(value)) {
                builder.pathStyle();
            }
        }
    },
    CHECKSUMS("checksums", "standard or when-required") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.checksums(
                    switch (value) {
                        case "standard" -> S3Checksums.STANDARD;
                        case "when-required" -> S3Checksums.CONTENT_MD5;
                        default -> throw new IllegalArgumentException();
                    });
        }
    },
    SINGLE_WRITER("singleWriter", "true or false") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            if (truth(value)) {
                builder.singleWriter();
            }
        }
    },
    PART_SIZE("partSizeMiB", "a number of MiB, 5 to 1024") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.partSizeInBytes(Math.multiplyExact(Integer.parseInt(value), 1 << 20));
        }
    },
    PARALLEL_PARTS("parallelParts", "a number, 1 to 64") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.parallelParts(Integer.parseInt(value));
        }
    },
    UPLOAD_MEMORY("uploadMemoryMiB", "a number of MiB, as many as a part has or more") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.uploadMemoryInBytes(Math.multiplyExact(Long.parseUnsignedLong(value), 1L << 20));
        }
    },
    SMALL_LIMIT("smallLimitMiB", "a number of MiB, 16 to 1024") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.smallLimitInBytes(Math.multiplyExact(Long.parseLong(value), 1L << 20));
        }
    },
    ENCRYPTION("sse", "s3, or kms: and the id of a key") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            if (value.equals("s3")) {
                builder.encryptedByStore();
            } else if (value.startsWith("kms:")) {
                builder.encryptedByKey(notEmpty(value.substring(4)));
            } else {
                throw new IllegalArgumentException();
            }
        }
    },
    COLD_DATA("coldData", "a storage class such as GLACIER_IR") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.coldData(notEmpty(value));
        }
    },
    TAG("tag", "name:value; may be repeated") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            int colon = value.indexOf(':');
            builder.tag(notEmpty(value.substring(0, Math.max(0, colon))), value.substring(colon + 1));
        }
    },
    LOCK("lock", "governance or compliance, and days after a colon where every object is to be locked: compliance:90") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            String[] parts = value.split(":", 2);
            S3LockMode mode = constant(S3LockMode.class, parts[0]);
            if (parts.length == 1) {
                builder.locking(mode);
            } else {
                builder.locking(mode, Duration.ofDays(Integer.parseUnsignedInt(parts[1])));
            }
        }
    },
    THAW("thaw", "expedited, standard or bulk") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.thawing(constant(S3ThawTier.class, value));
        }
    },
    VERSIONS("versions", "true, or false for a bucket that surely keeps none") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            if (!truth(value)) {
                builder.withoutVersions();
            }
        }
    },
    CONNECT_TIMEOUT("connectTimeoutSeconds", "a number of seconds, 1 or more") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.connectTimeout(seconds(value));
        }
    },
    READ_TIMEOUT("readTimeoutSeconds", "a number of seconds, 1 or more") {
        @Override
        void set(S3SinkBuilder builder, String value) {
            builder.readTimeout(seconds(value));
        }
    };

    private final String text;
    private final String values;

    UrlParameter(String text, String values) {
        this.text = text;
        this.values = values;
    }

    /** The parameter of this name. */
    static UrlParameter named(String name, SinkUrl url) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.text.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new MisconfiguredException(
                                "Opening " + url + ": there is no parameter " + shown(name)
                                        + "; known are "
                                        + Arrays.stream(values())
                                                .map(p -> p.text)
                                                .collect(Collectors.joining(", "))
                                        + ". Credentials do not belong into a URL: give them where the AWS SDK looks for them"));
    }

    /** What is long or odd may be a secret. */
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,30}") ? "'" + name + "'" : "of that name";
    }

    /** Sets what the parameter says. */
    void applyTo(S3SinkBuilder builder, Parameter parameter, SinkUrl url) {
        try {
            set(builder, parameter.value());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MisconfiguredException(
                    "Opening " + url + ": the value of the parameter " + text + " cannot be used; write " + values);
        }
    }

    abstract void set(S3SinkBuilder builder, String value);

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String value) {
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }

    private static String notEmpty(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static Duration seconds(String value) {
        int seconds = Integer.parseInt(value);
        if (seconds < 1) {
            throw new IllegalArgumentException();
        }
        return Duration.ofSeconds(seconds);
    }
}
