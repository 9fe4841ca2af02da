package io.github.cheevoherald;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Stops requests to Discord while another process may be about to take over. They count as failed on the way. */
final class ActingRight implements Interceptor {
    private final BooleanSupplier mayAct;

    ActingRight(BooleanSupplier mayAct) {
        this.mayAct = mayAct;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!mayAct.getAsBoolean()) {
            throw new IOException("the lease on the database isn't renewed");
        }
        return chain.proceed(chain.request());
    }
}
