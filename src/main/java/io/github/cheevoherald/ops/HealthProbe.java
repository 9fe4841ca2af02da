package io.github.cheevoherald.ops;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.util.Map;

/**
 * Asks a running bot whether it is healthy. It takes the variables of the environment rather than a configuration, since
 * reading one every half minute would cost too much.
 */
public final class HealthProbe {
    private static final String HOST = "HERALD_HTTP_HOST";
    private static final String PORT = "HERALD_HTTP_PORT";
    private static final int TIMEOUT_MILLIS = 2_000;

    private HealthProbe() {}

    /** 0 if the bot reports that it is healthy, otherwise 1 and one line that says why. */
    public static int probe(Map<String, String> environment, PrintStream err) {
        String port = environment.getOrDefault(PORT, "8078");
        if (port.equals("0")) {
            // An operator who turns the page off does not want a container that is always unhealthy.
            return 0;
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            err.println(PORT + " is no port: " + port);
            return 1;
        }
        String address = "http://" + host(environment) + ":" + port + "/healthz";
        try {
            int status = status(address);
            if (status == HttpURLConnection.HTTP_OK) {
                return 0;
            }
            err.println(address + " answers " + status);
        } catch (IOException e) {
            err.println(address + " does not answer: " + e.getMessage());
        }
        return 1;
    }

    /** The address to call. A wildcard address to listen on cannot be called. */
    private static String host(Map<String, String> environment) {
        String host = environment.getOrDefault(HOST, "127.0.0.1");
        if (host.equals("0.0.0.0")) {
            return "127.0.0.1";
        }
        if (host.equals("::")) {
            return "[::1]";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static int status(String address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
