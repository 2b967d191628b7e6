package io.repobackup.github.standin.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.StringValue;
import graphql.language.UnionTypeDefinition;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.repobackup.github.standin.world.Thing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The part of the host's schema that is used, with what looks it up. */
public final class Schema {

    private static final String FILE = "subset.graphqls";

    private Schema() {}

    /** The part in the schema language. */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> events() {
        return new SchemaParser()
                .parse(text()).getTypes(ObjectTypeDefinition.class).stream()
                        .map(ObjectTypeDefinition::getName)
                        .filter(name -> name.endsWith("Event"))
                        .toList();
    }

    static GraphQLSchema with(Fetchers fetchers) {
        TypeDefinitionRegistry types = new SchemaParser().parse(text());
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        Facts otherwise = new Facts();
        for (ObjectTypeDefinition type : types.getTypes(ObjectTypeDefinition.class)) {
            wiring.type(
                    type.getName(),
                    builder -> builder.dataFetchers(fetchers.of(type.getName())).defaultDataFetcher(otherwise));
        }
        TypeResolver kinds = asked -> asked.getSchema().getObjectType(kind(asked.getObject()));
        types.getTypes(InterfaceTypeDefinition.class)
                .forEach(type -> wiring.type(type.getName(), builder -> builder.typeResolver(kinds)));
        types.getTypes(UnionTypeDefinition.class)
                .forEach(type -> wiring.type(type.getName(), builder -> builder.typeResolver(kinds)));
        types.scalars().values().stream()
                .filter(scalar -> scalar.getSourceLocation() != null)
                .forEach(scalar -> wiring.scalar(scalar(scalar)));
        return new SchemaGenerator().makeExecutableSchema(types, wiring.build());
    }

    private static String kind(Object source) {
        if (source instanceof Map<?, ?>) {
            return "Commit";
        }
        return Kinds.of((Thing) source).orElseThrow();
    }

    private static GraphQLScalarType scalar(ScalarTypeDefinition definition) {
        return GraphQLScalarType.newScalar()
                .name(definition.getName())
                .coercing(new Text())
                .build();
    }

    /** All of the host's own scalars are texts. */
    private static final class Text implements Coercing<String, String> {

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return String.valueOf(value);
        }

        @Override
        public String parseValue(Object value, GraphQLContext context, Locale locale) {
            return String.valueOf(value);
        }

        @Override
        public String parseLiteral(Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return ((StringValue) value).getValue();
        }
    }
}
