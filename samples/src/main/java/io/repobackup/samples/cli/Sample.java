package io.repobackup.samples.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of several samples, as people write it: {@code 3/30} is the third of thirty.
 *
 * @param number which one, from 1 on
 * @param of how many there are
 */
record Sample(int number, int of) {

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    /** Which one, from 0 on. */
    int index() {
        return number - 1;
    }

    /** Reads it from the command line. */
    static final class Converter implements ITypeConverter<Sample> {

        @Override
        public Sample convert(String text) {
            Matcher matcher = SYNTAX.matcher(text);
            if (!matcher.matches()) {
                throw wrong(text);
            }
            Sample sample = new Sample(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (sample.number < 1 || sample.number > sample.of) {
                throw wrong(text);
            }
            return sample;
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException(
                    "'" + text + "' is no sample; write 1/30 for the first of thirty, up to 30/30");
        }
    }
}
