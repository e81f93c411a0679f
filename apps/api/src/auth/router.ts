import { forgotPassword } from './forgot-password.ts'
import { getMe } from './get-me.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { resetPassword } from './reset-password.ts'
import { signUp } from './sign-up.ts'

export const auth = {
  signup: signUp,
  login: logIn,
  logout: logOut,
  me: getMe,
  forgotPassword,
  resetPassword,
}
